"""A link that makes an account, or brings an account that is there to something new."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.personal_link import generate_token, hash_token

VALIDITY = timedelta(days=14)
"""How long an invitation can be accepted."""

RETENTION = timedelta(days=30)
"""How long one that can no longer be accepted is kept: long enough to answer “where is mine?”."""


class InvitationQuerySet(models.QuerySet):
    """Invitations, by what can still be done with them."""

    def open(self) -> "InvitationQuerySet":
        """Keep those that can be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> "Invitation | None":
        """Return the open one that a token opens, or nothing, whatever the reason."""
        return self.open().filter(digest=hash_token(token)).first()

    def forget(self) -> int:
        """Delete those that can no longer be accepted, a month later. Returns how many."""
        gone = timezone.now() - RETENTION
        over = Q(expires_at__lt=gone) | Q(revoked_at__lt=gone) | Q(accepted_at__lt=gone)
        return self.filter(over).delete()[0]


class Invitation(models.Model):
    """Invites an address to something. The link's token is random, and stored as a hash alone."""

    email = models.EmailField("e-mail address", db_index=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(
        max_length=80, help_text="What it is for, as the room that invites calls it."
    )
    reference = models.CharField(
        max_length=80, blank=True, help_text="Which one of those it is for, often a record’s id."
    )
    about = models.CharField(
        max_length=200, help_text="The same in words, after “You are invited to”."
    )
    name = models.CharField(
        max_length=255, blank=True, help_text="Of the person, as they gave it to whoever invites."
    )
    opening = models.CharField(
        max_length=250,
        blank=True,
        help_text="What the letter begins with in place of who invites, without a full stop.",
    )
    shown_to = models.CharField(
        max_length=80,
        blank=True,
        help_text="Who will see the person’s profile, if anybody: “The other members of the "
        "network”.",
    )
    leads_to = models.CharField(
        max_length=200, blank=True, help_text="The address on the hub that one comes to then."
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations_sent",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations_accepted",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.email}: {self.about}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, with the address in lower case, as accounts have it."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def renew_token(self) -> str:
        """Give the link a token that nobody knows yet, and return it; it is not stored."""
        token = generate_token()
        self.digest = hash_token(token)
        return token

    @property
    def greets(self) -> str:
        """Return the name by which the letter greets, or nothing.

        It greets by name where somebody invites who has read it. Otherwise whoever gives
        the address of another person could have the hub send them words of theirs.
        """
        return self.name if self.invited_by_id else ""

    @property
    def names(self) -> dict[str, str]:
        """Return first and last name as far as the name tells: it is parted at its first space."""
        first, _, last = self.name.strip().partition(" ")
        return {"first_name": first, "last_name": last.strip()}

    @property
    def state(self) -> str:
        """Return how the invitation stands, in a word."""
        if self.accepted_at:
            return "Accepted"
        if self.revoked_at:
            return "Revoked"
        return "Open" if self.expires_at > timezone.now() else "Expired"
