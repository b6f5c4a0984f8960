"""What is taken down is gone from the caches in front of the hub as well."""

from datetime import timedelta

import pytest
import requests
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from config.settings.fronts import from_addresses
from editorial.models import Purge
from editorial.purging import rounds
from editorial.takedown import take_down
from library.models import HubDocument
from pages.models import HubPage
from tests import factories as make
from tests.cache_server import CacheServer
from tests.editorial.mail_server import free_port


@pytest.fixture
def cache():
    """A cache that takes purges."""
    with CacheServer() as server:
        yield server


@pytest.fixture
def hub(hub, cache, settings):
    """The hub, known by the address of the cache in front of it."""
    stand_behind(cache, settings)
    Purge.objects.all().delete()
    return hub


def stand_behind(cache, settings):
    settings.WAGTAILADMIN_BASE_URL = cache.address
    settings.WAGTAILFRONTENDCACHE = from_addresses([cache.address])
    site = Site.objects.get()
    site.hostname, site.port = "127.0.0.1", cache.server.server_port
    site.save()


def purged(cache):
    """Let the worker go round; return the paths that were dropped."""
    rounds.purge()
    return {address.removeprefix(cache.address) for address in cache.purged}


# --- What is dropped ---------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_page_taken_down_is_gone_from_the_cache_at_once(live_server, settings):
    with CacheServer(live_server.url) as cache:
        made = make.make_hub()
        stand_behind(cache, settings)
        topic = make.make_topic(made.topics, "Culture")
        page = make.tag(make.make_blog(made.blogs, "A near miss"), topic)
        other = make.tag(make.make_blog(made.blogs, "Another"), topic)
        places = ["/", "/blogs/", "/topics/", "/topics/culture/", page.url, other.url]
        places += ["/feed/", "/feed/topics/culture/", "/sitemap.xml"]
        places += ["/api/v2/pages/", f"/api/v2/pages/{page.pk}/"]
        for place in places:
            answer = requests.get(cache.address + place, timeout=20)
            assert "near-miss" in answer.text or "near miss" in answer.text, place
        assert set(cache.kept) == set(places)
        take_down(Page.objects.get(pk=page.pk), "It did harm.")
        assert requests.get(cache.address + page.url, timeout=20).status_code == 200
        rounds.purge()
        for place in places:
            answer = requests.get(cache.address + place, timeout=20)
            assert "near-miss" not in answer.text and "near miss" not in answer.text, place
        assert requests.get(cache.address + page.url, timeout=20).status_code == 404


def test_all_that_shows_a_page_is_dropped_with_it(hub, cache):
    naming = make.make_standard(
        hub.home,
        "What we read",
        body=[
            {"type": "text", "value": f'<p><a linktype="page" id="{hub.guest_blog.pk}">It</a></p>'}
        ],
    )
    Purge.objects.all().delete()
    hub.guest_blog.unpublish()
    assert {
        *("/", "/campaigns/", "/campaigns/on-time/", hub.guest_blog.url, "/blogs/", "/topics/"),
        *("/topics/culture/", "/impact/", naming.url, hub.interview.url, "/feed/", "/sitemap.xml"),
        *("/feed/topics/culture/", "/api/v2/pages/", f"/api/v2/pages/{hub.guest_blog.pk}/"),
    } <= purged(cache)


def test_what_carries_a_topic_is_dropped_with_it(hub, cache):
    HubPage.objects.get(pk=hub.subtopic.pk).unpublish()
    told = f"/api/v2/pages/{hub.blog.pk}/"
    assert {hub.blog.url, told, "/topics/culture/", hub.subtopic.url} <= purged(cache)


def test_a_page_that_is_published_replaces_its_copies(hub, cache):
    hub.blog.save_revision().publish(skip_permission_checks=True)
    assert {hub.blog.url, "/blogs/", "/topics/culture/speaking-up/"} <= purged(cache)


def test_what_is_closed_off_is_dropped_with_all_below_it(hub, cache):
    PageViewRestriction.objects.create(
        page=hub.campaign, restriction_type=PageViewRestriction.LOGIN
    )
    assert {hub.campaign.url, hub.guest_blog.url, "/campaigns/"} <= purged(cache)


def test_what_moves_is_dropped_where_it_stood(hub, cache):
    other = make.make_campaign(hub.campaigns, "Other")
    Purge.objects.all().delete()
    old = hub.guest_blog.url
    Page.objects.get(pk=hub.guest_blog.pk).move(other, pos="last-child")
    assert {old, "/campaigns/other/ten-past-eight/", hub.campaign.url, other.url} <= purged(cache)


def test_what_changes_its_address_is_dropped_where_it_stood(
    hub, cache, django_capture_on_commit_callbacks
):
    campaign = HubPage.objects.get(pk=hub.campaign.pk).specific
    campaign.slug = "in-time"
    with django_capture_on_commit_callbacks(execute=True):
        campaign.save_revision().publish(skip_permission_checks=True)
    old = {"/campaigns/on-time/", "/campaigns/on-time/ten-past-eight/"}
    assert old | {"/campaigns/in-time/ten-past-eight/"} <= purged(cache)


def test_what_is_deleted_is_dropped(hub, cache):
    address = hub.blog.url
    hub.blog.delete()
    assert address in purged(cache)


def test_pictures_and_documents_are_dropped_with_the_last_page_that_held_them(hub, cache):
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
    assert not purged(cache) & {*sizes, document.url}
    HubPage.objects.get(pk=hub.guest_blog.pk).unpublish()
    assert {*sizes, document.url} <= purged(cache)
    assert not picture.renditions.exists()


def test_what_is_dropped_does_not_ask_more_as_the_hub_grows(hub, django_assert_max_num_queries):
    for number in range(20):
        make.tag(make.make_blog(hub.blogs, f"Blog {number}"), hub.topic)
    page = HubPage.objects.get(pk=hub.blog.pk).specific
    # Taking down asks about thirty times in any case, dropping copies ten times; none for each.
    with django_assert_max_num_queries(60):
        page.unpublish()


# --- Whether it is dropped ---------------------------------------------------------------------


def test_nothing_is_dropped_before_it_can_be_seen(hub, cache):
    with pytest.raises(RuntimeError), transaction.atomic():
        hub.blog.unpublish()
        raise RuntimeError("The transaction is taken back.")
    assert purged(cache) == set()


def test_a_cache_that_is_down_does_not_hinder_and_is_told_when_it_is_back(hub, cache, settings):
    settings.WAGTAILFRONTENDCACHE = from_addresses([f"http://127.0.0.1:{free_port()}"])
    take_down(hub.blog, "It did harm.")
    assert not Page.objects.get(pk=hub.blog.pk).live
    waiting = Purge.objects.count()
    assert rounds.purge() == 0
    assert Purge.objects.count() == waiting
    assert "ConnectionError" in Purge.objects.exclude(trouble="").first().trouble
    assert rounds.purge() == 0  # none of them is due again already
    settings.WAGTAILFRONTENDCACHE = from_addresses([cache.address])
    Purge.objects.update(due_at=timezone.now())
    assert hub.blog.url in purged(cache)
    assert not Purge.objects.exists()


@pytest.mark.parametrize("status", [302, 403, 405, 500])
def test_a_cache_that_refuses_is_told_again(hub, cache, status):
    cache.answer = status
    hub.blog.unpublish()
    assert rounds.purge() == 0
    assert str(status) in Purge.objects.exclude(trouble="").first().trouble


@pytest.mark.parametrize("status", [404, 412])
def test_what_a_cache_does_not_hold_is_done_with(hub, cache, status):
    cache.answer = status
    hub.blog.unpublish()
    rounds.purge()
    assert not Purge.objects.exists()


def test_one_address_that_is_refused_holds_up_no_other(hub, cache):
    Purge.objects.create(address=f"{cache.address}/odd", attempts=3)
    hub.blog.unpublish()
    assert hub.blog.url in purged(cache)


def test_every_cache_is_told_and_what_one_missed_is_sent_again(hub, cache, settings):
    with CacheServer() as second:
        settings.WAGTAILFRONTENDCACHE = from_addresses([cache.address, second.address])
        second.answer = 500
        hub.blog.unpublish()
        rounds.purge()
        assert Purge.objects.exists()
        second.answer = 200
        Purge.objects.update(due_at=timezone.now())
        rounds.purge()
        assert set(cache.purged) == set(second.purged)
        assert not Purge.objects.exists()


def test_what_was_tried_for_days_is_given_up(hub, cache):
    cache.answer = 500
    long_ago = timezone.now() - timedelta(days=4)
    Purge.objects.create(address=f"{cache.address}/", asked_at=long_ago)
    rounds.purge()
    assert not Purge.objects.exists()


def test_one_connection_carries_many(hub, cache):
    hub.guest_blog.unpublish()
    number = Purge.objects.count()
    assert rounds.purge() == number > 10
    assert cache.connections == 1


def test_the_health_address_says_when_a_cache_is_late(hub, client):
    assert client.get("/health/").json()["caches"] == "on time"
    Purge.objects.create(
        address="http://127.0.0.1/", asked_at=timezone.now() - timedelta(minutes=11)
    )
    assert client.get("/health/").json() | {"caches": "late", "status": "behind"} == (
        client.get("/health/").json()
    )


def test_without_a_cache_nothing_is_kept_to_be_dropped(hub, settings):
    settings.WAGTAILFRONTENDCACHE = {}
    hub.blog.unpublish()
    assert not Purge.objects.exists()


# --- Which caches ------------------------------------------------------------------------------


def test_cloudflare_is_told_in_its_own_way(hub, cache, settings):
    [front] = from_addresses(["cloudflare://zone"], "a token").values()
    settings.WAGTAILFRONTENDCACHE = {"cloudflare": front | {"API": cache.address}}
    hub.blog.unpublish()
    cache.answer = 403
    assert rounds.purge() == 0
    assert "403" in Purge.objects.exclude(trouble="").first().trouble
    cache.answer = 200
    Purge.objects.update(due_at=timezone.now(), attempts=0)
    rounds.purge()
    assert f'"{cache.address}{hub.blog.url}"'.encode() in b"".join(cache.posted)
    assert not Purge.objects.exists()


def test_cloudfront_is_told_in_its_own_way(hub, cache, settings, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "for tests")
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", cache.address)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.WAGTAILFRONTENDCACHE = from_addresses(["cloudfront://E123"])
    hub.blog.unpublish()
    for cache.answer, cache.says, said in (
        (403, b"<ErrorResponse/>", "ClientError"),
        (200, b"<html>a proxy</html", "ResponseParserError"),
    ):
        Purge.objects.update(due_at=timezone.now(), attempts=0, trouble="")
        assert rounds.purge() == 0
        assert said in Purge.objects.exclude(trouble="").first().trouble
    cache.answer, cache.says = 201, b"<Invalidation/>"
    Purge.objects.update(due_at=timezone.now(), attempts=0)
    rounds.purge()
    assert f"<Path>{hub.blog.url}</Path>".encode() in b"".join(cache.posted)
    assert not Purge.objects.exists()


@pytest.mark.parametrize(
    "address", ["127.0.0.1:6081", "ftp://cache", "cloudflare://zone", "cloudfront://", "http://"]
)
def test_an_address_that_is_none_is_refused_with_what_to_do(address):
    with pytest.raises(ValueError, match="HUB_PURGE"):
        from_addresses([address])


def test_no_address_means_no_cache():
    assert from_addresses([]) == from_addresses(["", " "]) == {}


# --- What may be kept --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place", ["/search/?q=near", "/blogs/?page=1", "/?utm_source=x", "/feed/?x", "/search/?q="]
)
def test_what_is_asked_with_a_query_is_kept_by_nobody(client, hub, place):
    assert client.get(place)["Cache-Control"] == "private, no-store"


def test_what_is_gone_is_kept_by_nobody(client, hub):
    hub.blog.unpublish()
    assert client.get(hub.blog.url)["Cache-Control"] == "private, no-store"
