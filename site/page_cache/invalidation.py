"""Invalidation of the page cache: `purge` is the one way to declare cached content stale."""

from collections.abc import Iterable

from django.conf import settings
from wagtail import hooks

from page_cache.models import CacheVersion, PurgeJob

HOOK = "cached_urls"
FRAGMENTS = "fragments"
"""The tag of objects that page fragments show, and whose URLs are not purged."""
MAX_URL_LENGTH = PurgeJob._meta.get_field("url").max_length


def object_tags(kind: str, pks: Iterable[object]) -> list[str]:
    """Return the tags of some objects, such as ``page-12``.

    Args:
        kind: What the objects are: ``page``, ``network``, ``joinform``.
        pks: Their ids.
    """
    return [f"{kind}-{pk}" for pk in pks]


def tagged_pks(tags: Iterable[str], kind: str) -> list[int]:
    """Return the ids of the objects of one kind that are among some tags."""
    prefix = f"{kind}-"
    return [int(tag.removeprefix(prefix)) for tag in tags if tag.startswith(prefix)]


def purge(tags: Iterable[str]) -> None:
    """Purge cached content that shows what the tags name.

    Page fragments are invalidated as a whole. For the caches in front of Django, apps answer the
    hook `cached_urls` with the URLs that show what is tagged. One job for each URL is stored in
    the open transaction, so that a cache is purged once the change can be read, and fetches no old
    content again; the request that makes the change waits for no cache. Where no frontend cache
    is configured, no URL is looked up.

    Args:
        tags: Tags of objects (`object_tags`), `FRAGMENTS`, or absolute URLs as browsers request
            them.
    """
    CacheVersion.increment()
    if not settings.WAGTAILFRONTENDCACHE:
        return
    tags = list(tags)
    urls = {tag for tag in tags if "://" in tag}
    for urls_for_tags in hooks.get_hooks(HOOK):
        urls.update(urls_for_tags(tags))
    PurgeJob.objects.bulk_create(
        [PurgeJob(url=url) for url in sorted(urls) if len(url) <= MAX_URL_LENGTH]
    )
