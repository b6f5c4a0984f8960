"""The audiences pages are written for."""

from django.db import models


class Audience(models.Model):
    """A group of readers; `pages.receivers.sync_audiences` creates the rows."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
