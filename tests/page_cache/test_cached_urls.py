"""Pages that are unpublished, moved or changed are purged, with every URL that shows them."""

import pytest
import requests
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from editorial.workflow.unpublishing import unpublish_page
from library.models import HubDocument
from page_cache import purge_jobs
from page_cache.models import PurgeJob
from pages.models import Authorship, BlogPage, HubPage
from tests import factories as make
from tests.page_cache.purge_helpers import purged_paths, put_behind_cache
from tests.purge_server import PurgeServer


@pytest.mark.django_db(transaction=True)
def test_an_unpublished_page_disappears_from_the_cache(live_server, settings):
    with PurgeServer(live_server.url) as cache:
        hub = make.make_hub()
        put_behind_cache(cache, settings)
        topic = make.make_topic(hub.topics, "Culture")
        page = make.tag(make.make_blog(hub.blogs, "A near miss"), topic)
        other = make.tag(make.make_blog(hub.blogs, "Another"), topic)
        paths = ["/", "/blogs/", "/topics/", "/topics/culture/", page.url, other.url]
        paths += ["/feed/", "/feed/topics/culture/", "/sitemap.xml"]
        paths += ["/api/v2/pages/", f"/api/v2/pages/{page.pk}/"]
        for path in paths:
            response = requests.get(cache.address + path, timeout=20)
            assert "near-miss" in response.text or "near miss" in response.text, path
        assert set(cache.kept) == set(paths)
        unpublish_page(Page.objects.get(pk=page.pk), "It did harm.")
        assert requests.get(cache.address + page.url, timeout=20).status_code == 200
        purge_jobs.run_purge_jobs()
        for path in paths:
            response = requests.get(cache.address + path, timeout=20)
            assert "near-miss" not in response.text and "near miss" not in response.text, path
        assert requests.get(cache.address + page.url, timeout=20).status_code == 404


def test_unpublishing_purges_every_url_that_shows_the_page(hub, cache):
    naming = make.make_standard(
        hub.home,
        "What we read",
        body=[
            {"type": "text", "value": f'<p><a linktype="page" id="{hub.guest_blog.pk}">It</a></p>'}
        ],
    )
    PurgeJob.objects.all().delete()
    hub.guest_blog.unpublish()
    assert {
        *("/", "/campaigns/", "/campaigns/on-time/", hub.guest_blog.url, "/blogs/", "/topics/"),
        *("/topics/culture/", "/impact/", naming.url, hub.interview.url, "/feed/", "/sitemap.xml"),
        *("/feed/topics/culture/", "/api/v2/pages/", f"/api/v2/pages/{hub.guest_blog.pk}/"),
    } <= purged_paths(cache)


def test_unpublishing_a_topic_purges_its_items(hub, cache):
    HubPage.objects.get(pk=hub.subtopic.pk).unpublish()
    api_url = f"/api/v2/pages/{hub.blog.pk}/"
    assert {hub.blog.url, api_url, "/topics/culture/", hub.subtopic.url} <= purged_paths(cache)


def test_publishing_purges_the_page_and_its_listings(hub, cache):
    hub.blog.save_revision().publish(skip_permission_checks=True)
    assert {hub.blog.url, "/blogs/", "/topics/culture/speaking-up/"} <= purged_paths(cache)


def test_restricting_a_page_purges_its_subtree(hub, cache):
    PageViewRestriction.objects.create(
        page=hub.campaign, restriction_type=PageViewRestriction.LOGIN
    )
    assert {hub.campaign.url, hub.guest_blog.url, "/campaigns/"} <= purged_paths(cache)


def test_moving_a_page_purges_its_previous_urls(hub, cache):
    other = make.make_campaign(hub.campaigns, "Other")
    PurgeJob.objects.all().delete()
    old = hub.guest_blog.url
    Page.objects.get(pk=hub.guest_blog.pk).move(other, pos="last-child")
    assert {old, "/campaigns/other/ten-past-eight/", hub.campaign.url, other.url} <= purged_paths(
        cache
    )


def test_changing_a_slug_purges_the_previous_urls(hub, cache, django_capture_on_commit_callbacks):
    campaign = HubPage.objects.get(pk=hub.campaign.pk).specific
    campaign.slug = "in-time"
    with django_capture_on_commit_callbacks(execute=True):
        campaign.save_revision().publish(skip_permission_checks=True)
    old = {"/campaigns/on-time/", "/campaigns/on-time/ten-past-eight/"}
    assert old | {"/campaigns/in-time/ten-past-eight/"} <= purged_paths(cache)


def test_deleting_a_page_purges_its_url(hub, cache):
    address = hub.blog.url
    hub.blog.delete()
    assert address in purged_paths(cache)


def test_changes_purge_the_pages_of_people(hub, cache):
    other = make.make_person("Tom Achebe")
    blog = BlogPage.objects.get(pk=hub.blog.pk)
    blog.authorships = [Authorship(person=other, nothing_to_declare=True)]
    blog.save_revision().publish(skip_permission_checks=True)
    assert {
        "/people/zoe-oconnor/",
        "/people/zoe-oconnor/feed/",
        "/people/tom-achebe/",
    } <= purged_paths(cache)


def test_renaming_purges_both_addresses_and_the_articles(hub, cache):
    hub.person.name = "Zoë Achebe"
    hub.person.save()
    addresses = {"/people/zoe-oconnor/", "/people/zoe-achebe/"}
    assert addresses | {hub.blog.url, "/blogs/"} <= purged_paths(cache)


def test_files_are_purged_with_the_last_live_page_that_uses_them(hub, cache):
    picture = make.make_image("Hills")
    document = HubDocument.objects.create(title="Notes", file=ContentFile(b"x", name="notes.txt"))
    link = f'<p><a linktype="document" id="{document.pk}">Notes</a></p>'
    for page in (hub.blog, hub.guest_blog):
        page = page.specific_class.objects.get(pk=page.pk)
        page.image, page.image_is_decorative = picture, True
        page.body = [{"type": "text", "value": link}]
        page.save()
    sizes = {picture.get_rendition(spec).url for spec in ("width-400", "fill-1200x630")}
    assert len(sizes) == 2
    HubPage.objects.get(pk=hub.blog.pk).unpublish()
    assert not purged_paths(cache) & {*sizes, document.url}
    HubPage.objects.get(pk=hub.guest_blog.pk).unpublish()
    assert {*sizes, document.url} <= purged_paths(cache)
    assert not picture.renditions.exists()


def test_purging_takes_a_fixed_number_of_queries(hub):
    page = HubPage.objects.get(pk=hub.blog.pk).specific
    unpublish_and_publish(page)  # warms content types
    few = unpublish_and_publish(page)
    for number in range(3):
        make.tag(make.make_blog(hub.blogs, f"Blog {number}"), hub.topic, hub.subtopic)
    # Unpublishing takes about thirty queries, purging ten; none for each URL.
    assert unpublish_and_publish(page) <= few <= 60


def unpublish_and_publish(page) -> int:
    """Unpublish a page, and publish it again; return the number of queries of the former."""
    with CaptureQueriesContext(connection) as queries:
        page.unpublish()
    page.save_revision().publish(skip_permission_checks=True)
    return len(queries)
