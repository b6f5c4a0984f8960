"""One address whose kept copy is no longer true, until the caches in front have dropped it."""

from datetime import timedelta

from django.db import models
from django.utils import timezone


class PurgeQuerySet(models.QuerySet):
    """Addresses to be dropped, by how pressing they are."""

    def due(self) -> "PurgeQuerySet":
        """Keep those to be dropped now; one that was refused before waits for the fresh ones."""
        return self.filter(due_at__lte=timezone.now()).order_by("attempts", "pk")

    def late(self, by: timedelta = timedelta(minutes=10)) -> "PurgeQuerySet":
        """Keep those that should have been dropped a good while ago."""
        return self.filter(asked_at__lt=timezone.now() - by)


class Purge(models.Model):
    """An address to be dropped. It is stored with what changed, and gone when it was dropped.

    Asked for twice it is two rows: a copy may have been made again between the two.
    """

    address = models.CharField(max_length=2000)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="purge_due")]

    def __str__(self) -> str:
        return self.address
