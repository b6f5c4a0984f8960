"""What members share in a network's room: files in versions, and links."""

import secrets
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from library.storage import private_storage
from networks.optimistic_lock import content_version
from networks.querysets import SpaceQuerySet

REMOVED_RETENTION = timedelta(days=30)
"""For how long what was removed can be put back."""


class ResourceQuerySet(SpaceQuerySet):
    """Resources, by whether they are still there, and what they say."""

    def present(self) -> "ResourceQuerySet":
        """Leave out those that were removed."""
        return self.filter(removed_at=None)

    def purgeable(self) -> "ResourceQuerySet":
        """Keep those that were removed so long ago that nobody can put them back."""
        return self.filter(removed_at__lt=timezone.now() - REMOVED_RETENTION)

    def editable_by(self, user: Any) -> "ResourceQuerySet":
        """Keep those a person may change: their own, and all in the networks they organise."""
        own = Q(added_by=user) & Q(pk__in=self.visible_to(user).values("pk"))
        return self.filter(own | Q(pk__in=self.organised_by(user).values("pk")))

    def search(self, query: str) -> "ResourceQuerySet":
        """Keep those in which every word of a query stands somewhere.

        Args:
            query: Words, in any order. Each may be part of a longer one, and stands in the title,
                the description, the link, a tag or the name of the newest file.
        """
        found = self.with_latest_version()
        for word in query.split():
            tagged = ResourceTag.objects.filter(name__icontains=word, resource=OuterRef("pk"))
            found = found.filter(
                Q(title__icontains=word)
                | Q(description__icontains=word)
                | Q(link__icontains=word)
                | Q(newest_name__icontains=word)
                | models.Exists(tagged)
            )
        return found

    def with_latest_version(self) -> "ResourceQuerySet":
        """Bring the name and the size of the newest file."""
        versions = ResourceVersion.objects.filter(resource=OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_name=Subquery(versions.values("name")[:1]),
            latest_size=Subquery(versions.values("size")[:1]),
        )

    def for_listing(self) -> "ResourceQuerySet":
        """Bring what a list shows: the newest file and the tags."""
        return self.with_latest_version().prefetch_related("tags")


class Resource(models.Model):
    """A file or a link, with what it is good for."""

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="resources"
    )
    title = models.CharField(max_length=150)
    description = models.TextField(max_length=2000, blank=True, help_text="What it is good for.")
    link = models.URLField(max_length=500, blank=True, help_text="For something on another site.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    key = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="Of one showing of the form and what was sent: sent twice, it is one resource.",
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["network", "-changed_at"], name="resource_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page in the room."""
        return reverse("networks:resource", args=[self.network.slug, self.pk])

    @property
    def version(self) -> str:
        """Return what tells these words from any others; a newer file leaves them as they are."""
        tags = sorted(tag.name for tag in self.tags.all())
        return content_version(self.title, self.description, self.link, *tags)

    @property
    def purge_date(self) -> Any:
        """Return when it cannot be put back any more."""
        return self.removed_at + REMOVED_RETENTION if self.removed_at else None


class ResourceChildQuerySet(SpaceQuerySet):
    """What belongs to a resource, and by it to a network."""

    network = "resource__network"


class ResourceTag(models.Model):
    """A word by which members find a resource. The words of a room are its own."""

    wagtail_reference_index_ignore = True

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    objects = ResourceChildQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "name"], name="one_tag_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


def version_upload_path(version: "ResourceVersion", name: str) -> str:
    """Return where a file lies: under a name that nobody can guess and that says nothing.

    The name it came with stands in the record, and is given back when the file is fetched.
    """
    resource = version.resource
    name = secrets.token_hex(16) + PurePath(name).suffix.lower()
    return f"networks/{resource.network_id}/{resource.pk}/{name}"


class ResourceVersion(models.Model):
    """A resource's file as it was on a day; the newest is the one members get."""

    wagtail_reference_index_ignore = True

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=version_upload_path, storage=private_storage, max_length=250)
    name = models.CharField("file name", max_length=200)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    note = models.CharField("what is new", max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    key = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="Of one showing of the form and what was sent: sent twice, it is one version.",
    )

    objects = ResourceChildQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    def get_absolute_url(self) -> str:
        """Return where members fetch the file."""
        slug = self.resource.network.slug
        return reverse("networks:resource_file", args=[slug, self.resource_id, self.number])
