"""What a reader finds, and that odd addresses are answered kindly."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from pages.models import Authorship, HubPage
from tests import factories as make


def text_of(client, address: str) -> str:
    """Return the page at an address, which must answer."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


ADDRESSES = [
    "/",
    "/topics/",
    "/topics/culture/",
    "/topics/culture/speaking-up/",
    "/blogs/",
    "/blogs/a-near-miss/",
    "/resources/",
    "/resources/a-checklist/",
    "/campaigns/",
    "/campaigns/on-time/",
    "/campaigns/on-time/ten-past-eight/",
    "/interviews/",
    "/interviews/spotlight-zoe/",
    "/about-the-hub/",
    "/impact/",
    "/search/",
    "/search/?q=boxes",
]


def test_every_kind_of_page_answers(client, hub):
    for address in ADDRESSES:
        text = text_of(client, address)
        assert "<h1" in text
        assert 'href="#main"' in text


def test_a_topic_gathers_across_types_and_from_the_topics_beneath_it(client, hub):
    text = text_of(client, "/topics/culture/")
    for page in (hub.blog, hub.resource, hub.campaign, hub.guest_blog, hub.interview):
        assert page.title in text
    assert hub.resource.title not in text_of(client, "/topics/culture/speaking-up/")


def test_a_campaign_shows_its_blogs(client, hub):
    assert hub.guest_blog.title in text_of(client, "/campaigns/on-time/")


ODD_FILTERS = [
    "page=x",
    "page=0",
    "page=-1",
    "page=999",
    "page=%00",
    "topic=nowhere",
    "topic=culture%27",
    "year=9999999999",
    "year=x",
    "audience=%F0%9F%98%80",
    "type=blog&type=resource",
    "nonsense=1",
    "topic=" + "a" * 1000,
]


def test_odd_addresses_are_answered(client, hub):
    for place, query in product(("/blogs/", "/topics/culture/", "/search/"), ODD_FILTERS):
        assert client.get(f"{place}?{query}").status_code in (200, 404), query
        assert client.get(f"{place}?q=miss&{query}").status_code in (200, 404), query


ODD_SEARCHES = ['"',
     "'", "(", ")", "-", "*", "AND", "NOT x", "a NEAR b", "x:y", "\0", " ", "^", "%",
     "a" * 1000, "😀", '"near miss', "near-miss", "<script>", "\\"]  # fmt: skip


def test_odd_searches_are_answered(client, hub):
    for query in ODD_SEARCHES:
        response = client.get("/search/", {"q": query})
        assert response.status_code == 200, query
        assert "<script>alert" not in response.content.decode()


def test_search_finds_words_of_the_body_and_names(client, hub):
    assert hub.blog.title in text_of(client, "/search/?q=boxes")
    assert hub.blog.title in text_of(client, "/search/?q=O%E2%80%99Connor")
    assert "Spotlight" in text_of(client, "/search/?q=zo%C3%AB")


def test_search_narrows_by_type(client, hub):
    make.make_resource(hub.resources, "A kettle on every ward")
    make.make_campaign(hub.campaigns, "A kettle for ambulances")
    text = text_of(client, "/search/?q=kettle&type=resource")
    assert "A kettle on every ward" in text
    assert "A kettle for ambulances" not in text


def test_a_listing_narrows_by_topic_audience_and_year(client, hub):
    assert hub.blog.title in text_of(client, "/blogs/?topic=culture/speaking-up")
    assert hub.guest_blog.title not in text_of(client, "/blogs/?topic=culture/speaking-up")
    assert hub.blog.title in text_of(client, "/blogs/?year=2026")
    assert hub.blog.title not in text_of(client, "/blogs/?audience=leads")


def test_a_listing_has_pages(client, hub):
    for number in range(30):
        make.make_blog(hub.blogs, f"Blog number {number}")
    assert "page=2" in text_of(client, "/blogs/")
    assert text_of(client, "/blogs/?page=3")


def test_an_anonymous_piece_names_nobody_anywhere(client, hub):
    author = make.make_person("Quillfeather Jones")
    piece = make.make_blog(hub.blogs, "From the night shift", author)
    assert piece.title in text_of(client, "/search/?q=quillfeather")
    piece.authorships = []
    piece.is_anonymous, piece.byline = True, "A healthcare assistant"
    piece.nothing_to_declare = True
    piece.save_revision().publish()
    for place in (
        piece.url,
        "/",
        "/blogs/",
        "/feed/",
        "/sitemap.xml",
        "/search/?q=night",
    ):
        assert "Quillfeather" not in text_of(client, place)
    assert piece.title not in text_of(client, "/search/?q=quillfeather")
    assert "A healthcare assistant" in text_of(client, piece.url)


def test_an_editor_is_told_to_take_the_name_off_an_anonymous_piece(hub):
    blog = HubPage.objects.get(pk=hub.blog.pk).specific
    blog.is_anonymous = True
    with pytest.raises(ValidationError, match="Remove the authors"):
        blog.full_clean()


def test_a_missing_page_is_the_hubs_own(client, hub):
    response = client.get("/blogs/no-such-piece/")
    assert response.status_code == 404
    assert "search" in response.content.decode().lower()


def test_a_wrong_host_is_answered_without_a_crash(client, hub):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_crash_has_a_page_that_needs_no_database():
    from config.views import server_error

    response = server_error(None)
    assert response.status_code == 500
    assert "<h1" in response.content.decode()


def test_the_feed_is_atom_and_lists_what_is_new(client, hub):
    response = client.get("/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert hub.blog.title in response.content.decode()
    assert client.get("/feed/topics/culture/speaking-up/").status_code == 200
    assert client.get("/feed/topics/nowhere/").status_code == 404


def test_the_sitemap_lists_public_pages(client, hub):
    assert "/blogs/a-near-miss/" in client.get("/sitemap.xml").content.decode()


def test_robots_are_told_where_the_sitemap_is(client, hub):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_health_answers(client, db):
    assert client.get("/health/").json()["status"] == "well"


def test_search_finds_a_piece_by_its_author_as_soon_as_it_is_published(client, hub):
    piece = make.make_blog(hub.blogs, "From the day shift", live=False)
    author = make.make_person("Quillfeather Jones")
    piece.authorships = [Authorship(person=author, nothing_to_declare=True)]
    piece.save_revision().publish()
    assert piece.title in text_of(client, "/search/?q=quillfeather")
