"""Asking that kept copies are dropped."""

from collections.abc import Iterable

from django.conf import settings

from page_cache.models import PurgeJob

MAX_URL_LENGTH = PurgeJob._meta.get_field("address").max_length


def purge_urls(addresses: Iterable[str]) -> None:
    """Have the worker tell every cache in front of the hub to drop some addresses.

    They are stored in the transaction that is open: a cache is told after what changed can be
    seen, so that it does not fetch the old once more, and whoever saves waits for no cache. Where
    no cache is named, nothing is stored.

    Args:
        addresses: Whole addresses, as a reader's browser asks for them. What finds them out is
            not begun where there is no cache, if it is a generator.
    """
    if settings.WAGTAILFRONTENDCACHE:
        found = sorted({address for address in addresses if len(address) <= MAX_URL_LENGTH})
        PurgeJob.objects.bulk_create([PurgeJob(address=address) for address in found])
