"""The API of pages: public content only, and clear errors for invalid parameters."""

import json
from itertools import product
from urllib.parse import quote

import pytest

from accounts.roles import EDITOR
from pages.models import Authorship, BlogPage
from tests import factories as make
from tests.search.query_samples import ODD_QUERIES

PAGES_URL = "/api/v2/pages/"


def get_json(client, url: str) -> dict:
    """Return the JSON body of a successful response."""
    response = client.get(url)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def titles(client, query: str = "") -> set[str]:
    """Return the titles of a list response."""
    return {item["title"] for item in get_json(client, f"{PAGES_URL}?{query}")["items"]}


def test_detail_contains_what_the_public_page_shows(client, hub, settings):
    Authorship.objects.filter(page=hub.blog).update(
        interests="Owns a pharmacy.", nothing_to_declare=False
    )
    data = get_json(client, f"{PAGES_URL}{hub.blog.pk}/")
    assert data["title"] == "A near miss"
    assert data["summary"] == "What A near miss is about."
    assert data["meta"]["type"] == "blog"
    assert data["meta"]["html_url"].endswith("/blogs/a-near-miss/")
    assert data["meta"]["detail_url"].endswith(f"{PAGES_URL}{hub.blog.pk}/")
    [topic] = data["topics"]
    assert (topic["title"], topic["path"]) == ("Speaking up", "culture/speaking-up")
    assert data["authors"] == [
        {
            "name": "Zoë O’Connor",
            "html_url": f"{settings.WAGTAILADMIN_BASE_URL}/people/zoe-oconnor/",
            "role": "Nurse",
            "organisation": "A trust",
            "interests": "Owns a pharmacy.",
            "nothing_to_declare": False,
        }
    ]
    assert data["first_published_at"].startswith("2026-03-02T12:00")
    assert {"checked_on", "next_check_on", "last_published_at"} <= set(data)


def test_detail_contains_the_review_dates(client, hub, django_user_model):
    hub.blog.get_latest_revision().publish()
    data = get_json(client, f"{PAGES_URL}{hub.blog.pk}/")
    assert data["checked_on"] < data["next_check_on"]


def test_list_and_detail_contain_the_same_data(client, hub):
    items = {item["id"]: item for item in get_json(client, PAGES_URL)["items"]}
    assert set(items) == {
        page.pk for page in (hub.blog, hub.resource, hub.campaign, hub.guest_blog, hub.interview)
    }
    for pk, item in items.items():
        assert get_json(client, f"{PAGES_URL}{pk}/") == item


def test_interviewees_are_serialized_as_authors(client, hub):
    [author] = get_json(client, f"{PAGES_URL}{hub.interview.pk}/")["authors"]
    assert (author["name"], author["nothing_to_declare"]) == ("Zoë O’Connor", True)


def test_anonymous_blog_has_no_authors(client, hub):
    make.make_blog(
        hub.blogs, "Quietly", is_anonymous=True, byline="A nurse", interests="Works there."
    )
    blog = BlogPage.objects.get(slug="quietly")
    Authorship.objects.create(page=blog, person=make.make_person("Quillfeather Jones"))
    data = get_json(client, f"{PAGES_URL}{blog.pk}/")
    assert (data["authors"], data["byline"], data["interests"]) == ([], "A nurse", "Works there.")
    assert "Quillfeather" not in json.dumps(get_json(client, PAGES_URL))


def test_list_filters_match_those_of_listings(client, hub):
    assert titles(client, "type=interview") == {"Spotlight: Zoë"}
    assert titles(client, "topic=culture/speaking-up") == {"A near miss"}
    assert titles(client, "type=blog&topic=culture") == {"A near miss", "Ten past eight"}
    assert titles(client, "year=2026&type=resource") == {"A checklist"}
    assert titles(client, "audience=leads") == set()


def test_list_can_be_searched_and_ordered(client, hub):
    assert "A near miss" in titles(client, "search=boxes")
    items = get_json(client, f"{PAGES_URL}?order=-title")["items"]
    assert [item["title"] for item in items] == sorted(titles(client), reverse=True)


def test_list_is_paginated_by_limit_and_offset(client, hub):
    first = get_json(client, f"{PAGES_URL}?limit=2")
    rest = get_json(client, f"{PAGES_URL}?limit=100&offset=2")
    assert first["meta"]["total_count"] == 5
    assert (len(first["items"]), len(rest["items"])) == (2, 3)
    assert get_json(client, f"{PAGES_URL}?offset=100000")["items"] == []


INVALID_QUERIES = [
    "limit=101", "limit=-1", "limit=x", "limit=", "limit=9" + "9" * 30,
    "offset=-1", "offset=x", "offset=100001", "offset=" + "9" * 400, "offset=%00",
    "order=x", "order=--title", "order=random", "order=title,pk", "order=owner",
    "type=x", "type=pages.BlogPage", "type=%00", "type=blog%27", "topic=nowhere", "topic=%00",
    "audience=%F0%9F%98%80", "year=x", "year=99999999999999999999", "year=1066",
    "fields=*", "fields=" + "a(" * 2000, "title=x", "child_of=1", "owner=1", "live=false", "a=b",
    "search=boxes&order=title", "format=xml", "%00=1",
]  # fmt: skip


def test_invalid_query_is_rejected(client, hub):
    for query in INVALID_QUERIES:
        response = client.get(f"{PAGES_URL}?{query}")
        assert response.status_code in {400, 404}, query
        assert response.json()


@pytest.mark.parametrize(
    "queries",
    [
        pytest.param(ODD_QUERIES[::6], id="some"),
        pytest.param(ODD_QUERIES, id="all", marks=pytest.mark.soak),
    ],
)
def test_unusual_searches_succeed(client, hub, queries):
    for query in queries:
        response = client.get(f"{PAGES_URL}?search={quote(query, errors='surrogatepass')}")
        assert response.status_code == 200, query
        assert response.json()["meta"]


def test_unknown_urls_get_a_json_404(client, hub):
    endings = ("0", "999999999", "9" * 40, "x", "%00", "find", "1/2", "-1")
    missing = [f"{PAGES_URL}{end}/" for end in endings]
    missing += ["/api/", "/api/v2/", "/api/v2/images/", "/api/v2/documents/", "/api/v3/pages/"]
    for address in missing:
        response = client.get(address)
        assert response.status_code == 404, address
        assert response["Content-Type"] == "application/json", address


def test_detail_rejects_query_parameters(client, hub):
    assert client.get(f"{PAGES_URL}{hub.blog.pk}/?fields=*").status_code == 400


def test_only_get_and_head_are_allowed(client, hub):
    for method, address in product(
        ("post", "put", "patch", "delete", "options"), (PAGES_URL, f"{PAGES_URL}{hub.blog.pk}/")
    ):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.json()
    assert client.head(PAGES_URL).status_code == 200


def test_authorization_header_is_ignored(client, hub):
    headers = {"authorization": "Basic eDp5"}
    assert client.get(PAGES_URL, headers=headers).status_code == 200


def test_signed_in_user_gets_the_same_data_uncached(client, hub, restricted_page):
    anonymous = client.get(PAGES_URL)
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    signed_in = client.get(PAGES_URL)
    assert signed_in.json() == anonymous.json()
    assert "s-maxage=60" in anonymous["Cache-Control"]
    assert signed_in["Cache-Control"] == "private, no-store"


def test_unpublished_topic_is_omitted(client, hub):
    hub.subtopic.unpublish()
    assert get_json(client, f"{PAGES_URL}{hub.blog.pk}/")["topics"] == []
