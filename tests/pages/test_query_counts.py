"""A page costs the same number of queries with three items as with three hundred."""

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import Authorship, HelpSource, HubPage
from tests import factories as make

# The most a reader's page may ask, and why. A blog: site, home (to route from), the page by its
# address with its picture, its own table, its restrictions, menus and breadcrumbs, topics,
# audiences, authors, what to read next, the sizes of all pictures, sources of help.
MOST = {
    "/blogs/a-near-miss/": 12,
    "/campaigns/on-time/ten-past-eight/": 12,
    "/resources/a-checklist/": 12,
    "/interviews/spotlight-zoe/": 13,
    "/about-the-hub/": 12,
    "/": 25,
    "/topics/": 25,
    "/topics/culture/": 25,
    "/blogs/": 25,
    "/campaigns/": 25,
    "/campaigns/on-time/": 25,
    "/interviews/": 25,
    "/impact/": 25,
    "/search/?q=boxes": 25,
    "/feed/": 25,
    "/sitemap.xml": 25,
    "/api/v2/pages/": 25,
    "/api/v2/pages/?topic=culture&search=boxes&limit=100": 25,
}


def queries(client, address: str) -> list[str]:
    """Return the queries of an address of which no piece is kept, once content types are known."""
    client.get(address)
    for kept in caches.all():
        kept.clear()
    client.get("/health/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_a_page_keeps_its_number_of_queries_as_the_hub_grows(client, hub):
    dress(hub)
    grow(hub, 3)
    few = {address: queries(client, address) for address in MOST}
    grow(hub, 30)
    for address, most in MOST.items():
        many = queries(client, address)
        assert len(many) <= most, f"{address}\n" + "\n".join(many)
        # Fewer where the newest page of results shows no picture.
        assert len(many) <= len(few[address]), f"{address}\n" + "\n".join(many)


def dress(hub) -> None:
    """Give the pages what real ones have: pictures, portraits, a notice with sources of help."""
    hub.person.portrait = make.make_image("Portrait")
    hub.person.save()
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    notice = {"type": "notice", "value": {"text": "Of loss.", "sources": [source.pk]}}
    for page in (hub.blog, hub.guest_blog, hub.resource, hub.interview, hub.campaign):
        page = page.specific_class.objects.get(pk=page.pk)
        page.image, page.image_is_decorative = make.make_image(page.title), True
        page.body = [notice, *page.body.get_prep_value()]
        page.save()


def grow(hub, size: int) -> None:
    """Add more of each, all with the same topics."""
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
