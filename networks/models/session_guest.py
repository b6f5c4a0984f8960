"""Guests of open sessions: people who are not members and asked for the link to join."""

from django.db import models
from django.utils import timezone

from networks.models.session import Session
from networks.querysets import SpaceQuerySet


class SessionGuestQuerySet(SpaceQuerySet):
    """Guests, visible in the space of the network whose session they asked for."""

    network_lookup = "session__network"

    def admitted(self) -> "SessionGuestQuerySet":
        """Filter to the guests who are sent emails: neither suspected spam nor removed."""
        return self.filter(spam_reasons="", removed_at=None)

    def quarantined(self) -> "SessionGuestQuerySet":
        """Filter to the guests whose submission looks like spam, and awaits an organiser."""
        return self.exclude(spam_reasons="").filter(removed_at=None)


class SessionGuest(models.Model):
    """A person who is not a member, and asked for the link to an open session."""

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField("your name", max_length=150)
    email = models.EmailField("email address", db_index=True)
    requested_at = models.DateTimeField(default=timezone.now)
    spam_reasons = models.CharField(max_length=200, blank=True, editable=False)
    removed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When an organiser removed the guest, who is sent nothing any more.",
    )

    objects = SessionGuestQuerySet.as_manager()

    class Meta:
        ordering = ["requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "email"], name="unique_guest_per_session")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def event_key_prefix(self) -> str:
        """Return the common key prefix of the emails to the guest."""
        return f"{self.session.event_key_prefix}guest-{self.pk}-"
