"""A network's room: what its organisers say to whoever comes in."""

from django.conf import settings
from django.db import models

from networks.optimistic_lock import content_version
from networks.querysets import SpaceQuerySet


class Room(models.Model):
    """The words at the door of a network's private space.

    They are the organisers' own and stand apart from the network's public side, which goes
    through the desk.
    """

    wagtail_reference_index_ignore = True

    network = models.OneToOneField(
        "networks.Network", on_delete=models.CASCADE, related_name="room"
    )
    welcome = models.TextField(
        "welcome text",
        max_length=4000,
        blank=True,
        help_text="What members read first. Addresses become links; an empty line begins a "
        "new paragraph.",
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SpaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Room of {self.network}"

    @property
    def version(self) -> str:
        """Return what tells these words from any others."""
        return content_version(self.welcome)
