"""Settings of a network's space that its organisers change."""

from django.conf import settings
from django.db import models

from networks.optimistic_lock import content_version
from networks.querysets import SpaceQuerySet


class SpaceSettings(models.Model):
    """The welcome text of a network's space.

    Organisers change it themselves. It is separate from the network's public page, which goes
    through the editorial workflow.
    """

    wagtail_reference_index_ignore = True

    network = models.OneToOneField(
        "networks.Network", on_delete=models.CASCADE, related_name="space_settings"
    )
    welcome = models.TextField(
        "welcome text",
        max_length=4000,
        blank=True,
        help_text="Shown at the top of the members’ space. Web addresses become links. Leave an "
        "empty line to start a new paragraph.",
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SpaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Space of {self.network}"

    @property
    def edit_version(self) -> str:
        """Return the version of the welcome text, for optimistic locking."""
        return content_version(self.welcome)
