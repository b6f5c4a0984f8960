"""The worker's rounds: what is to be dropped is sent to every cache, until each has dropped it."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends

from page_cache.backends import PurgeError
from page_cache.models import PurgeJob

logger = logging.getLogger(__name__)

FIRST_RETRY_DELAY = timedelta(seconds=10)
MAX_RETRY_DELAY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)


def run_purge_jobs(most: int = 1000) -> int:
    """Tell the caches what to drop. A round ends at the first trouble; the next one goes on.

    Args:
        most: How many addresses to send in this round.

    Returns:
        How many were dropped.
    """
    dropped = 0
    caches = list(get_backends().values())
    for batch in _batches(list(PurgeJob.objects.due()[:most]), _batch_size(caches)):
        try:
            for cache in caches:
                cache.purge_batch(sorted({each.address for each in batch}))
        except PurgeError as trouble:
            _reschedule(batch, str(trouble))
            break
        dropped += PurgeJob.objects.filter(pk__in=[each.pk for each in batch]).delete()[0]
    return dropped


def _batch_size(caches: list[BaseBackend]) -> int:
    return min((cache.CHUNK_SIZE for cache in caches), default=50)


def _batches(due: list[PurgeJob], size: int) -> Iterator[list[PurgeJob]]:
    """Yield what is sent together: the fresh ones; one that was refused, alone."""
    fresh = [each for each in due if not each.attempts]
    for start in range(0, len(fresh), size):
        yield fresh[start : start + size]
    yield from ([each] for each in due if each.attempts)


def _reschedule(batch: list[PurgeJob], words: str) -> None:
    """Try again later, or give up on what has been tried for days."""
    now = timezone.now()
    rows = PurgeJob.objects.filter(pk__in=[each.pk for each in batch])
    over, _ = rows.filter(asked_at__lt=now - GIVE_UP_AFTER).delete()
    if over:
        logger.error("%s kept copies were not dropped, and are given up: %s", over, words)
    wait = min(FIRST_RETRY_DELAY * 2 ** min(batch[0].attempts, 16), MAX_RETRY_DELAY)
    rows.update(attempts=F("attempts") + 1, due_at=now + wait, trouble=words[:300])
    logger.warning("A cache did not drop %s addresses; they are tried again: %s", len(batch), words)
