"""How often something was tried, in a store that every process of the hub shares."""

from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone


class TriesQuerySet(models.QuerySet):
    """Counts of tries."""

    def add(self, key: str, until: datetime) -> None:
        """Count one more under a key.

        The database itself adds, so that no two processes count one try for two.
        """
        self.bulk_create([Tries(key=key, until=until)], ignore_conflicts=True)
        self.filter(key=key).update(number=F("number") + 1)

    def forget(self) -> int:
        """Forget what no limit asks for any more. Returns how many counts."""
        return self.filter(until__lt=timezone.now()).delete()[0]


class Tries(models.Model):
    """How many tries of one kind were counted for somebody in one stretch of time."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="Made by `accounts.limits`: it names nobody."
    )
    number = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True, help_text="When it is needed no more.")

    objects = TriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.number} until {self.until}"
