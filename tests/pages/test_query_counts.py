"""Query counts of public pages, independent of the number of pages."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import Authorship, HelpSource, HubPage
from tests import factories as make

# The upper limit per URL. A blog: site, home (to route from), the page by its
# URL with its image, its specific table, the restrictions, menus and breadcrumbs, topics,
# audiences, authors, related pages, the people of those, renditions, help
# sources, and the comments, if the editors opened them.
MAX_QUERIES = {
    "/blogs/a-near-miss/": 16,
    "/campaigns/on-time/ten-past-eight/": 16,
    "/resources/a-checklist/": 16,
    "/interviews/spotlight-zoe/": 17,
    "/about-the-hub/": 13,
    "/": 25,
    "/topics/": 25,
    "/topics/culture/": 25,
    "/blogs/": 25,
    "/campaigns/": 25,
    "/campaigns/on-time/": 25,
    "/interviews/": 25,
    "/impact/": 25,
    "/search/?q=boxes": 25,
    "/people/zoe-oconnor/": 16,
    "/people/zoe-oconnor/feed/": 25,
    "/feed/": 25,
    "/feeds/": 11,
    "/sitemap.xml": 25,
    "/api/v2/pages/": 25,
    "/api/v2/pages/?topic=culture&search=boxes&limit=100": 25,
}


def capture_queries(client, url: str) -> list[str]:
    """Return the SQL of a request with warm content types and cold caches."""
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.same_on_both
@pytest.mark.parametrize(("few", "many"), [(1, 2), pytest.param(3, 30, marks=pytest.mark.soak)])
def test_query_count_does_not_grow_with_the_number_of_pages(client, hub, few, many):
    add_images_and_notices(hub)
    add_pages(hub, few)
    for url in MAX_QUERIES:
        client.get(url)  # warms content types, and makes renditions
    baseline = {url: capture_queries(client, url) for url in MAX_QUERIES}
    add_pages(hub, many)
    for url, limit in MAX_QUERIES.items():
        queries = capture_queries(client, url)
        assert len(queries) <= limit, f"{url}\n" + "\n".join(queries)
        # Fewer where the first page of results shows no image.
        assert len(queries) <= len(baseline[url]), f"{url}\n" + "\n".join(queries)


def add_images_and_notices(hub) -> None:
    """Add images, portraits and content notices to the pages."""
    hub.person.portrait = make.make_image("Portrait")
    hub.person.save()
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    notice = {"type": "notice", "value": {"text": "Of loss.", "sources": [source.pk]}}
    for page in (hub.blog, hub.guest_blog, hub.resource, hub.interview, hub.campaign):
        page = page.specific_class.objects.get(pk=page.pk)
        page.image, page.image_is_decorative = make.make_image(page.title), True
        page.body = [notice, *page.body.get_prep_value()]
        page.save()


def add_pages(hub, size: int) -> None:
    """Add pages of each type with the same topics."""
    for number in range(size):
        person = make.make_person(f"Person {size}-{number}")
        make.tag(make.make_blog(hub.blogs, f"Blog {size}-{number}", person), hub.subtopic)
        make.tag(make.make_blog(hub.campaign, f"Guest {size}-{number}", person), hub.topic)
        make.tag(make.make_resource(hub.resources, f"Resource {size}-{number}"), hub.topic)
        make.tag(make.make_interview(hub.interviews, f"Talk {size}-{number}", person), hub.topic)
        make.tag(make.make_campaign(hub.campaigns, f"Campaign {size}-{number}"), hub.topic)
        make.make_topic(hub.topic, f"Topic {size}-{number}")
    extra = make.make_person("A second author")
    Authorship.objects.create(page=HubPage.objects.get(pk=hub.blog.pk), person=extra)
