"""Programs read what anybody may read, no more, and are told plainly what they asked wrongly."""

import json
from itertools import product
from urllib.parse import quote

import pytest

from accounts.roles import EDITOR
from pages.models import Authorship, BlogPage
from tests import factories as make
from tests.search.query_samples import ODD_QUERIES

PAGES = "/api/v2/pages/"


def read(client, address: str) -> dict:
    """Return an answer, which must be one."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def titles(client, query: str = "") -> set[str]:
    """Return the titles of a list."""
    return {item["title"] for item in read(client, f"{PAGES}?{query}")["items"]}


def test_a_page_tells_what_its_readers_see(client, hub):
    Authorship.objects.filter(page=hub.blog).update(
        interests="Owns a pharmacy.", nothing_to_declare=False
    )
    told = read(client, f"{PAGES}{hub.blog.pk}/")
    assert told["title"] == "A near miss"
    assert told["summary"] == "What A near miss is about."
    assert told["meta"]["type"] == "blog"
    assert told["meta"]["html_url"].endswith("/blogs/a-near-miss/")
    assert told["meta"]["detail_url"].endswith(f"{PAGES}{hub.blog.pk}/")
    [topic] = told["topics"]
    assert (topic["title"], topic["path"]) == ("Speaking up", "culture/speaking-up")
    assert told["authors"] == [
        {
            "name": "Zoë O’Connor",
            "role": "Nurse",
            "organisation": "A trust",
            "interests": "Owns a pharmacy.",
            "nothing_to_declare": False,
        }
    ]
    assert told["first_published_at"].startswith("2026-03-02T12:00")
    assert {"checked_on", "next_check_on", "last_published_at"} <= set(told)


def test_the_days_of_checks_are_told(client, hub, django_user_model):
    hub.blog.get_latest_revision().publish()
    told = read(client, f"{PAGES}{hub.blog.pk}/")
    assert told["checked_on"] < told["next_check_on"]


def test_the_list_and_the_page_tell_the_same(client, hub):
    items = {item["id"]: item for item in read(client, PAGES)["items"]}
    assert set(items) == {
        page.pk for page in (hub.blog, hub.resource, hub.campaign, hub.guest_blog, hub.interview)
    }
    for pk, item in items.items():
        assert read(client, f"{PAGES}{pk}/") == item


def test_interviewees_are_told_with_their_role_at_the_time(client, hub):
    [author] = read(client, f"{PAGES}{hub.interview.pk}/")["authors"]
    assert (author["name"], author["nothing_to_declare"]) == ("Zoë O’Connor", True)


def test_an_anonymous_piece_names_nobody(client, hub):
    make.make_blog(
        hub.blogs, "Quietly", is_anonymous=True, byline="A nurse", interests="Works there."
    )
    blog = BlogPage.objects.get(slug="quietly")
    Authorship.objects.create(page=blog, person=make.make_person("Quillfeather Jones"))
    told = read(client, f"{PAGES}{blog.pk}/")
    assert (told["authors"], told["byline"], told["interests"]) == ([], "A nurse", "Works there.")
    assert "Quillfeather" not in json.dumps(read(client, PAGES))


def test_it_narrows_as_the_hubs_own_lists_do(client, hub):
    assert titles(client, "type=interview") == {"Spotlight: Zoë"}
    assert titles(client, "topic=culture/speaking-up") == {"A near miss"}
    assert titles(client, "type=blog&topic=culture") == {"A near miss", "Ten past eight"}
    assert titles(client, "year=2026&type=resource") == {"A checklist"}
    assert titles(client, "audience=leads") == set()


def test_it_searches_and_orders(client, hub):
    assert "A near miss" in titles(client, "search=boxes")
    items = read(client, f"{PAGES}?order=-title")["items"]
    assert [item["title"] for item in items] == sorted(titles(client), reverse=True)


def test_it_comes_in_pages(client, hub):
    first = read(client, f"{PAGES}?limit=2")
    rest = read(client, f"{PAGES}?limit=100&offset=2")
    assert first["meta"]["total_count"] == 5
    assert (len(first["items"]), len(rest["items"])) == (2, 3)
    assert read(client, f"{PAGES}?offset=100000")["items"] == []


WRONG = [
    "limit=101", "limit=-1", "limit=x", "limit=", "limit=9" + "9" * 30,
    "offset=-1", "offset=x", "offset=100001", "offset=" + "9" * 400, "offset=%00",
    "order=x", "order=--title", "order=random", "order=title,pk", "order=owner",
    "type=x", "type=pages.BlogPage", "type=%00", "type=blog%27", "topic=nowhere", "topic=%00",
    "audience=%F0%9F%98%80", "year=x", "year=99999999999999999999", "year=1066",
    "fields=*", "fields=" + "a(" * 2000, "title=x", "child_of=1", "owner=1", "live=false", "a=b",
    "search=boxes&order=title", "format=xml", "%00=1",
]  # fmt: skip


@pytest.mark.parametrize("query", WRONG)
def test_what_is_asked_wrongly_is_said_to_be(client, hub, query):
    response = client.get(f"{PAGES}?{query}")
    assert response.status_code in {400, 404}
    assert response.json()


def test_odd_searches_are_answered(client, hub):
    for words in ODD_QUERIES:
        response = client.get(f"{PAGES}?search={quote(words, errors='surrogatepass')}")
        assert response.status_code == 200, words
        assert response.json()["meta"]


def test_addresses_where_nothing_is_are_answered_in_json(client, hub):
    last = ("0", "999999999", "9" * 40, "x", "%00", "find", "1/2", "-1")
    missing = [f"{PAGES}{end}/" for end in last]
    missing += ["/api/", "/api/v2/", "/api/v2/images/", "/api/v2/documents/", "/api/v3/pages/"]
    for address in missing:
        response = client.get(address)
        assert response.status_code == 404, address
        assert response["Content-Type"] == "application/json", address


def test_one_page_takes_no_questions(client, hub):
    assert client.get(f"{PAGES}{hub.blog.pk}/?fields=*").status_code == 400


def test_it_is_for_reading_alone(client, hub):
    for method, address in product(
        ("post", "put", "patch", "delete", "options"), (PAGES, f"{PAGES}{hub.blog.pk}/")
    ):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.json()
    assert client.head(PAGES).status_code == 200


def test_a_password_is_not_even_looked_at(client, hub):
    odd = {"authorization": "Basic eDp5"}
    assert client.get(PAGES, headers=odd).status_code == 200


def test_an_account_sees_no_more(client, hub, secret):
    passer_by = client.get(PAGES)
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    signed_in = client.get(PAGES)
    assert signed_in.json() == passer_by.json()
    assert "s-maxage=60" in passer_by["Cache-Control"]
    assert signed_in["Cache-Control"] == "private, no-store"


def test_a_topic_that_is_not_for_all_is_not_told(client, hub):
    hub.subtopic.unpublish()
    assert read(client, f"{PAGES}{hub.blog.pk}/")["topics"] == []
