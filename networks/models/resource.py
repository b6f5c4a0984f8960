"""Resources that members share in a network's space: files with versions, and links."""

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
from search_index.folded_lookups import matches_word

REMOVED_RETENTION = timedelta(days=30)
"""How long a removed resource can be restored."""


class ResourceQuerySet(SpaceQuerySet):
    """Resources, filtered by status, permission and search words."""

    def not_removed(self) -> "ResourceQuerySet":
        """Exclude removed resources."""
        return self.filter(removed_at=None)

    def purgeable(self) -> "ResourceQuerySet":
        """Filter removed resources that can no longer be restored."""
        return self.filter(removed_at__lt=timezone.now() - REMOVED_RETENTION)

    def editable_by(self, user: Any) -> "ResourceQuerySet":
        """Filter resources that a user added or whose network they organise."""
        own = Q(added_by=user) & Q(pk__in=self.visible_to(user).values("pk"))
        return self.filter(own | Q(pk__in=self.organised_by(user).values("pk")))

    def search(self, query: str) -> "ResourceQuerySet":
        """Filter resources that contain every word of a query.

        Args:
            query: Words in any order. Each is matched as a substring of the title, description,
                link, a tag or the name of the latest file.
        """
        matches = self.with_latest_version()
        for word in query.split():
            tagged = ResourceTag.objects.filter(
                matches_word(word, ["name"]), resource=OuterRef("pk")
            )
            fields = ("title", "description", "link", "latest_name")
            matches = matches.filter(matches_word(word, fields) | models.Exists(tagged))
        return matches

    def with_latest_version(self) -> "ResourceQuerySet":
        """Annotate the name and the size of the latest file."""
        versions = ResourceVersion.objects.filter(resource=OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_name=Subquery(versions.values("name")[:1]),
            latest_size=Subquery(versions.values("size")[:1]),
        )

    def for_listing(self) -> "ResourceQuerySet":
        """Add what a list shows: the latest file and the tags."""
        return self.with_latest_version().prefetch_related("tags")


class Resource(models.Model):
    """A file or a link, with a description."""

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="resources"
    )
    title = models.CharField(max_length=150)
    description = models.TextField(max_length=2000, blank=True, help_text="How it helps.")
    link = models.URLField(max_length=500, blank=True, help_text="The address of a web page.")
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
        help_text="Idempotency key: a form submitted twice creates one resource.",
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["network", "-changed_at"], name="resource_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the URL of the resource's page in the space."""
        return reverse("networks:resource", args=[self.network.slug, self.pk])

    @property
    def edit_version(self) -> str:
        """Return the version of description, link and tags; a newer file does not change it."""
        tags = sorted(tag.name for tag in self.tags.all())
        return content_version(self.title, self.description, self.link, *tags)

    @property
    def purge_date(self) -> Any:
        """Return when a removed resource can no longer be restored."""
        return self.removed_at + REMOVED_RETENTION if self.removed_at else None


class ResourceChildQuerySet(SpaceQuerySet):
    """Tags and versions, which belong to a network by their resource."""

    network_lookup = "resource__network"


class ResourceTag(models.Model):
    """A tag of a resource. Each network has its own tags."""

    wagtail_reference_index_ignore = True

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    objects = ResourceChildQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "name"], name="unique_tag_per_resource")
        ]

    def __str__(self) -> str:
        return self.name


def version_upload_path(version: "ResourceVersion", name: str) -> str:
    """Return the storage path of a file, under a random name.

    The original file name is a field of the version, and is used when the file is downloaded.
    """
    resource = version.resource
    name = secrets.token_hex(16) + PurePath(name).suffix.lower()
    return f"networks/{resource.network_id}/{resource.pk}/{name}"


class ResourceVersion(models.Model):
    """A version of a resource's file; members get the latest."""

    wagtail_reference_index_ignore = True

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=version_upload_path, storage=private_storage, max_length=250)
    name = models.CharField("file name", max_length=200)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    note = models.CharField("what has changed", max_length=200, blank=True)
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
        help_text="Idempotency key: a form submitted twice creates one version.",
    )

    objects = ResourceChildQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="unique_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    def get_absolute_url(self) -> str:
        """Return the URL at which members download the file."""
        slug = self.resource.network.slug
        return reverse("networks:resource_file", args=[slug, self.resource_id, self.number])
