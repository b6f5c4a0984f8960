"""Who belongs to a network, since when, and as what."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from networks.querysets import SpaceQuerySet


def new_nonce() -> str:
    """Return what makes an address one's own; another makes the address before it worthless."""
    return secrets.token_urlsafe(12)


class MembershipQuerySet(SpaceQuerySet):
    """Memberships, by whether they hold."""

    def current(self) -> "MembershipQuerySet":
        """Keep those that hold today, of people whose account is open.

        The few accounts that are closed stand in an index of their own (`account_closed`), so that
        nobody else's account is read to count a network.
        """
        closed = get_user_model().objects.filter(pk=OuterRef("user"), is_active=False)
        return self.filter(~Exists(closed), ended_at=None)

    def organisers(self) -> "MembershipQuerySet":
        """Keep those of the people who run their network."""
        return self.current().filter(role=Membership.Role.ORGANISER)


class Membership(models.Model):
    """A person's place in a network. One that has ended stays, as a record that it was."""

    wagtail_reference_index_ignore = True

    class Role(models.TextChoices):
        """What they are there."""

        MEMBER = "member", "Member"
        ORGANISER = "organiser", "Organiser"

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="account",
    )
    role = models.CharField(
        max_length=max(len(value) for value in Role.values),
        choices=Role.choices,
        default=Role.MEMBER,
    )
    since = models.DateField(default=timezone.localdate)
    ended_at = models.DateTimeField("ended", null=True, blank=True)
    request = models.ForeignKey(
        "networks.JoinRequest",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    wants_messages = models.BooleanField("wants the organisers’ messages", default=True)
    calendar_nonce = models.CharField(max_length=20, default=new_nonce, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"],
                condition=Q(ended_at=None),
                name="one_current_membership",
            )
        ]
        indexes = [
            models.Index(fields=["network", "ended_at", "-since"], name="membership_new"),
            models.Index(fields=["-since", "-id"], name="membership_list"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.network.known_as}"

    @property
    def is_organiser(self) -> bool:
        """Return whether this person runs the network."""
        return self.role == self.Role.ORGANISER and self.ended_at is None
