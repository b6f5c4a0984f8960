"""Memberships: an account's role in a network, from joining until it ends."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from networks.enums import MembershipRole
from networks.querysets import SpaceQuerySet


def new_nonce() -> str:
    """Return a random nonce for a calendar URL; a new one invalidates the previous URL."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class MemberCounts:
    """The public figures of one network.

    Attributes:
        member_count: The number of current members.
        organisation_count: The number of organisations named in their profiles.
    """

    member_count: int = 0
    organisation_count: int = 0


class MembershipQuerySet(SpaceQuerySet):
    """Memberships filtered by state and role."""

    def current(self) -> "MembershipQuerySet":
        """Filter to memberships that have not ended, of active accounts.

        Closed accounts are few and have a partial index (`account_closed`), so that counting a
        network's members reads no other account.
        """
        closed = get_user_model().objects.filter(pk=OuterRef("user"), is_active=False)
        return self.filter(~Exists(closed), ended_at=None)

    def organisers(self) -> "MembershipQuerySet":
        """Filter to current memberships with the organiser role."""
        return self.current().filter(role=MembershipRole.ORGANISER)

    def member_counts(self) -> dict[int, MemberCounts]:
        """Count current members and their organisations by network id.

        Networks without members are left out. Organisations that differ in case only are one.
        """
        named = ~Q(user__profile__organisation="")
        organisations = Count(Lower("user__profile__organisation"), distinct=True, filter=named)
        rows = self.current().order_by().values("network")
        rows = rows.annotate(members=Count("pk"), organisations=organisations)
        return {row["network"]: MemberCounts(row["members"], row["organisations"]) for row in rows}


class Membership(models.Model):
    """An account's membership of a network. An ended one stays as a record."""

    wagtail_reference_index_ignore = True

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
        max_length=max(len(value) for value in MembershipRole.values),
        choices=MembershipRole.choices,
        default=MembershipRole.MEMBER,
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
    wants_messages = models.BooleanField("email messages from the organisers", default=True)
    accepts_questions = models.BooleanField(
        "accepts messages from members", null=True, help_text="Null, as at first, counts as no."
    )
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
        return f"{self.user}, {self.network.display_name}"

    @property
    def is_organiser(self) -> bool:
        """Return whether the membership is current and has the organiser role."""
        return self.role == MembershipRole.ORGANISER and self.ended_at is None
