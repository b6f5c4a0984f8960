"""Purge jobs: repeated until the cache accepts them."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from config.settings.frontend_caches import frontend_caches_from_urls
from editorial.workflow.unpublishing import unpublish_page
from page_cache import purge_jobs
from page_cache.models import PurgeJob
from tests.outbox.mail_server import free_port
from tests.page_cache.purge_helpers import purged_paths
from tests.purge_server import PurgeServer


def test_a_rolled_back_change_purges_nothing(hub, cache):
    with pytest.raises(RuntimeError), transaction.atomic():
        hub.blog.unpublish()
        raise RuntimeError("The transaction is taken back.")
    assert purged_paths(cache) == set()


def test_jobs_are_retried_when_a_cache_is_back(hub, cache, settings):
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls([f"http://127.0.0.1:{free_port()}"])
    unpublish_page(hub.blog, "It did harm.")
    assert not Page.objects.get(pk=hub.blog.pk).live
    waiting = PurgeJob.objects.count()
    assert purge_jobs.run_purge_jobs() == 0
    assert PurgeJob.objects.count() == waiting
    assert "ConnectionError" in PurgeJob.objects.exclude(last_error="").first().last_error
    assert purge_jobs.run_purge_jobs() == 0  # none of them is due again already
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls([cache.address])
    PurgeJob.objects.update(due_at=timezone.now())
    assert hub.blog.url in purged_paths(cache)
    assert not PurgeJob.objects.exists()


def test_a_refused_purge_is_retried(hub, cache):
    hub.blog.unpublish()
    for cache.answer in (302, 403, 405, 500):
        PurgeJob.objects.update(due_at=timezone.now(), attempts=0, last_error="")
        assert purge_jobs.run_purge_jobs() == 0
        assert str(cache.answer) in PurgeJob.objects.exclude(last_error="").first().last_error


def test_an_uncached_url_counts_as_purged(hub, cache):
    for cache.answer in (404, 412):
        PurgeJob.objects.create(url=f"{cache.address}/")
        purge_jobs.run_purge_jobs()
        assert not PurgeJob.objects.exists()


def test_a_failing_url_delays_no_other(hub, cache):
    PurgeJob.objects.create(url=f"{cache.address}/odd", attempts=3)
    hub.blog.unpublish()
    assert hub.blog.url in purged_paths(cache)


def test_every_cache_is_purged_and_failed_batches_are_sent_again(hub, cache, settings):
    with PurgeServer() as second:
        settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls([cache.address, second.address])
        second.answer = 500
        hub.blog.unpublish()
        purge_jobs.run_purge_jobs()
        assert PurgeJob.objects.exists()
        second.answer = 200
        PurgeJob.objects.update(due_at=timezone.now())
        purge_jobs.run_purge_jobs()
        assert set(cache.purged) == set(second.purged)
        assert not PurgeJob.objects.exists()


def test_jobs_that_fail_for_days_are_given_up(hub, cache):
    cache.answer = 500
    long_ago = timezone.now() - timedelta(days=4)
    PurgeJob.objects.create(url=f"{cache.address}/", requested_at=long_ago)
    purge_jobs.run_purge_jobs()
    assert not PurgeJob.objects.exists()


def test_many_urls_use_one_connection(hub, cache):
    hub.guest_blog.unpublish()
    number = PurgeJob.objects.count()
    assert purge_jobs.run_purge_jobs() == number > 10
    assert cache.connections == 1


def test_health_reports_overdue_purges(hub, client):
    assert client.get("/health/").json()["caches"] == "on time"
    PurgeJob.objects.create(
        url="http://127.0.0.1/", requested_at=timezone.now() - timedelta(minutes=11)
    )
    assert client.get("/health/").json() | {"caches": "late", "status": "behind"} == (
        client.get("/health/").json()
    )


def test_without_a_cache_no_job_is_stored(hub, settings):
    settings.WAGTAILFRONTENDCACHE = {}
    hub.blog.unpublish()
    assert not PurgeJob.objects.exists()
