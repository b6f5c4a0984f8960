"""For whom a page is written."""

from django.db import models


class Audience(models.Model):
    """A group of readers. The rows come from `pages.audiences`."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
