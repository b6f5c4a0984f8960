"""Cache backends, and which responses they may store."""

import pytest
from django.utils import timezone

from config.settings.frontend_caches import frontend_caches_from_urls
from page_cache import purge_jobs
from page_cache.models import PurgeJob


def test_cloudflare_is_purged_by_its_api(hub, cache, settings):
    [front] = frontend_caches_from_urls(["cloudflare://zone"], "a token").values()
    settings.WAGTAILFRONTENDCACHE = {"cloudflare": front | {"API": cache.address}}
    hub.blog.unpublish()
    cache.answer = 403
    assert purge_jobs.run_purge_jobs() == 0
    assert "403" in PurgeJob.objects.exclude(last_error="").first().last_error
    cache.answer = 200
    PurgeJob.objects.update(due_at=timezone.now(), attempts=0)
    purge_jobs.run_purge_jobs()
    assert f'"{cache.address}{hub.blog.url}"'.encode() in b"".join(cache.posted)
    assert not PurgeJob.objects.exists()


def test_cloudfront_is_purged_by_its_api(hub, cache, settings, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "for tests")
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", cache.address)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls(["cloudfront://E123"])
    hub.blog.unpublish()
    for cache.answer, cache.says, error in (
        (403, b"<ErrorResponse/>", "ClientError"),
        (200, b"<html>a proxy</html", "ResponseParserError"),
    ):
        PurgeJob.objects.update(due_at=timezone.now(), attempts=0, last_error="")
        assert purge_jobs.run_purge_jobs() == 0
        assert error in PurgeJob.objects.exclude(last_error="").first().last_error
    cache.answer, cache.says = 201, b"<Invalidation/>"
    PurgeJob.objects.update(due_at=timezone.now(), attempts=0)
    purge_jobs.run_purge_jobs()
    assert f"<Path>{hub.blog.url}</Path>".encode() in b"".join(cache.posted)
    assert not PurgeJob.objects.exists()


@pytest.mark.parametrize(
    "address", ["127.0.0.1:6081", "ftp://cache", "cloudflare://zone", "cloudfront://", "http://"]
)
def test_an_invalid_cache_url_is_refused(address):
    with pytest.raises(ValueError, match="HUB_PURGE"):
        frontend_caches_from_urls([address])


def test_no_url_configures_no_cache():
    assert frontend_caches_from_urls([]) == frontend_caches_from_urls(["", " "]) == {}


# --- Cacheable responses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/search/?q=near", "/blogs/?page=1", "/?utm_source=x", "/feed/?x", "/search/?q="]
)
def test_responses_to_query_strings_are_not_cached(client, hub, path):
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_not_found_responses_are_not_cached(client, hub):
    hub.blog.unpublish()
    assert client.get(hub.blog.url)["Cache-Control"] == "private, no-store"
