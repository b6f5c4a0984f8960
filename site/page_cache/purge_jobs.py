"""Periodic job that sends the queued URLs to every frontend cache until each has purged them."""

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


def run_purge_jobs(limit: int = 1000) -> int:
    """Send due jobs to the frontend caches; stop at the first error until the next run.

    Args:
        limit: How many jobs to run at most.

    Returns:
        How many jobs were completed.
    """
    completed = 0
    backends = list(get_backends().values())
    jobs = list(PurgeJob.objects.due()[:limit])
    for batch in _batches(jobs, _batch_size(backends)):
        try:
            for backend in backends:
                backend.purge_batch(sorted({job.url for job in batch}))
        except PurgeError as error:
            _reschedule(batch, str(error))
            break
        completed += PurgeJob.objects.filter(pk__in=[job.pk for job in batch]).delete()[0]
    return completed


def _batch_size(backends: list[BaseBackend]) -> int:
    return min((backend.CHUNK_SIZE for backend in backends), default=50)


def _batches(jobs: list[PurgeJob], size: int) -> Iterator[list[PurgeJob]]:
    """Yield new jobs in batches, then failed ones alone, so that one URL delays no other."""
    new = [job for job in jobs if not job.attempts]
    for start in range(0, len(new), size):
        yield new[start : start + size]
    yield from ([job] for job in jobs if job.attempts)


def _reschedule(batch: list[PurgeJob], error: str) -> None:
    """Schedule a retry with exponential backoff; delete jobs that have failed for days."""
    now = timezone.now()
    jobs = PurgeJob.objects.filter(pk__in=[job.pk for job in batch])
    abandoned_count, _ = jobs.filter(requested_at__lt=now - GIVE_UP_AFTER).delete()
    if abandoned_count:
        logger.error("%s URLs were not purged, and are given up: %s", abandoned_count, error)
    delay = min(FIRST_RETRY_DELAY * 2 ** min(batch[0].attempts, 16), MAX_RETRY_DELAY)
    jobs.update(attempts=F("attempts") + 1, due_at=now + delay, last_error=error[:300])
    logger.warning("A cache did not purge %s URLs, which are retried: %s", len(batch), error)
