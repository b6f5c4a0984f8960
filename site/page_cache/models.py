"""Models of the page cache: the version of cached fragments, and the queue of URLs to purge."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone


class PurgeJobQuerySet(models.QuerySet):
    """Purge jobs by when they are due."""

    def due(self) -> "PurgeJobQuerySet":
        """Filter to jobs due now; failed ones come after those not yet attempted."""
        return self.filter(due_at__lte=timezone.now()).order_by("attempts", "pk")

    def overdue(self, threshold: timedelta = timedelta(minutes=10)) -> "PurgeJobQuerySet":
        """Filter to jobs requested longer ago than a period."""
        return self.filter(requested_at__lt=timezone.now() - threshold)


class PurgeJob(models.Model):
    """A URL that every frontend cache has to purge; deleted when all have confirmed it.

    A URL requested twice has two rows: it may have been cached again between the two.
    """

    url = models.CharField(max_length=2000)
    requested_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = PurgeJobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="purge_due")]

    def __str__(self) -> str:
        return self.url


class CacheVersion(models.Model):
    """The version under which page fragments are cached: one row, incremented by every purge.

    An increment invalidates all fragments in all processes. It is part of the transaction that
    changes the content, and is rolled back with it.
    """

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the current version."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def increment(cls) -> None:
        """Invalidate all cached fragments."""
        if not cls.objects.update(number=F("number") + 1):
            cls.objects.create(number=1)
