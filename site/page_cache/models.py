"""One address whose kept copy is no longer true, until the caches in front have dropped it."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone


class PurgeJobQuerySet(models.QuerySet):
    """Addresses to be dropped, by how pressing they are."""

    def due(self) -> "PurgeJobQuerySet":
        """Keep those to be dropped now; one that was refused before waits for the fresh ones."""
        return self.filter(due_at__lte=timezone.now()).order_by("attempts", "pk")

    def late(self, by: timedelta = timedelta(minutes=10)) -> "PurgeJobQuerySet":
        """Keep those that should have been dropped a good while ago."""
        return self.filter(asked_at__lt=timezone.now() - by)


class PurgeJob(models.Model):
    """An address to be dropped. It is stored with what changed, and gone when it was dropped.

    Asked for twice it is two rows: a copy may have been made again between the two.
    """

    address = models.CharField(max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    objects = PurgeJobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="purge_due")]

    def __str__(self) -> str:
        return self.address


class CacheVersion(models.Model):
    """One row: how often what readers see has changed.

    Pieces of pages are kept under this number, so that a change leaves all of them behind at
    once, in every process. It is written with what changed: a change taken back takes it back.
    """

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number readers are given now."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def advance(cls) -> None:
        """Leave every kept piece behind."""
        if not cls.objects.update(number=F("number") + 1):
            cls.objects.create(number=1)
