"""Public pages, search, feeds, sitemap and error pages; unusual query strings succeed."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import Authorship, BlogIndexPage, HubPage
from tests import factories as make


def get_text(client, url: str) -> str:
    """Return the content of a successful response."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


URLS = [
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


def test_every_page_type_renders(client, hub):
    for url in URLS:
        text = get_text(client, url)
        assert "<h1" in text
        assert 'href="#main"' in text


def test_topic_lists_items_of_all_types_and_of_subtopics(client, hub):
    text = get_text(client, "/topics/culture/")
    for page in (hub.blog, hub.resource, hub.campaign, hub.guest_blog, hub.interview):
        assert page.title in text
    assert hub.resource.title not in get_text(client, "/topics/culture/speaking-up/")


def test_campaign_lists_its_blogs(client, hub):
    assert hub.guest_blog.title in get_text(client, "/campaigns/on-time/")


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


@pytest.mark.parametrize(
    "prefix",
    [
        "/blogs/?",
        "/search/?q=miss&",
        *(
            pytest.param(prefix, marks=pytest.mark.soak)
            for prefix in ("/blogs/?q=miss&", "/topics/culture/?", "/search/?")
        ),
    ],
)
def test_unusual_query_strings_succeed(client, hub, prefix):
    for query in ODD_FILTERS:
        assert client.get(f"{prefix}{query}").status_code in (200, 404), query


ODD_SEARCHES = ['"',
     "'", "(", ")", "-", "*", "AND", "NOT x", "a NEAR b", "x:y", "\0", " ", "^", "%",
     "a" * 1000, "😀", '"near miss', "near-miss", "<script>", "\\"]  # fmt: skip


def test_unusual_searches_succeed(client, hub):
    for query in ODD_SEARCHES:
        response = client.get("/search/", {"q": query})
        assert response.status_code == 200, query
        assert "<script>alert" not in response.content.decode()


def test_search_covers_body_and_author_names(client, hub):
    assert hub.blog.title in get_text(client, "/search/?q=boxes")
    assert hub.blog.title in get_text(client, "/search/?q=O%E2%80%99Connor")
    assert "Spotlight" in get_text(client, "/search/?q=zo%C3%AB")


def test_search_can_be_filtered_by_type(client, hub):
    make.make_resource(hub.resources, "A kettle on every ward")
    make.make_campaign(hub.campaigns, "A kettle for ambulances")
    text = get_text(client, "/search/?q=kettle&type=resource")
    assert "A kettle on every ward" in text
    assert "A kettle for ambulances" not in text


def test_listing_can_be_filtered_by_topic_audience_and_year(client, hub):
    assert hub.blog.title in get_text(client, "/blogs/?topic=culture/speaking-up")
    assert hub.guest_blog.title not in get_text(client, "/blogs/?topic=culture/speaking-up")
    assert hub.blog.title in get_text(client, "/blogs/?year=2026")
    assert hub.blog.title not in get_text(client, "/blogs/?audience=leads")


def test_listing_is_paginated(client, hub, monkeypatch):
    monkeypatch.setattr(BlogIndexPage, "page_size", 2)
    make.make_blog(hub.blogs, "Another blog")
    first, second = get_text(client, "/blogs/"), get_text(client, "/blogs/?page=2")
    assert "page=2" in first
    titles = ("Another blog", hub.guest_blog.title, hub.blog.title)
    assert [sum(title in text for title in titles) for text in (first, second)] == [2, 1]


def test_anonymous_blog_names_its_author_nowhere(client, hub):
    author = make.make_person("Quillfeather Jones")
    blog_page = make.make_blog(hub.blogs, "From the night shift", author)
    assert blog_page.title in get_text(client, "/search/?q=quillfeather")
    blog_page.authorships = []
    blog_page.is_anonymous, blog_page.byline = True, "A healthcare assistant"
    blog_page.nothing_to_declare = True
    blog_page.save_revision().publish()
    for url in (
        blog_page.url,
        "/",
        "/blogs/",
        "/feed/",
        "/sitemap.xml",
        "/search/?q=night",
    ):
        assert "Quillfeather" not in get_text(client, url)
    assert blog_page.title not in get_text(client, "/search/?q=quillfeather")
    assert "A healthcare assistant" in get_text(client, blog_page.url)


def test_anonymous_blog_with_authors_is_invalid(hub):
    blog = HubPage.objects.get(pk=hub.blog.pk).specific
    blog.is_anonymous = True
    with pytest.raises(ValidationError, match="Remove the authors"):
        blog.full_clean()


def test_404_page_offers_search(client, hub):
    response = client.get("/blogs/no-such-blog_page/")
    assert response.status_code == 404
    assert "search" in response.content.decode().lower()


def test_unknown_host_is_rejected(client, hub):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_500_page_needs_no_database():
    from config.views import server_error

    response = server_error(None)
    assert response.status_code == 500
    assert "<h1" in response.content.decode()


def test_feeds_list_new_items(client, hub):
    response = client.get("/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert hub.blog.title in response.content.decode()
    assert client.get("/feed/topics/culture/speaking-up/").status_code == 200
    assert client.get("/feed/topics/nowhere/").status_code == 404


def test_sitemap_lists_public_pages(client, hub):
    assert "/blogs/a-near-miss/" in client.get("/sitemap.xml").content.decode()


def test_robots_txt_names_the_sitemap(client, hub):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_health_check_succeeds(client, db):
    assert client.get("/health/").json()["status"] == "well"


def test_search_finds_a_blog_by_author_once_published(client, hub):
    blog_page = make.make_blog(hub.blogs, "From the day shift", live=False)
    author = make.make_person("Quillfeather Jones")
    blog_page.authorships = [Authorship(person=author, nothing_to_declare=True)]
    blog_page.save_revision().publish()
    assert blog_page.title in get_text(client, "/search/?q=quillfeather")
