"""Which edition of the hub a reader is given: a number that grows with every change."""

from django.db import models
from django.db.models import F


class Edition(models.Model):
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
