"""Model of an invitation: a link that creates an account, or accepts something for one."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.personal_data_link import generate_token, hash_token

VALIDITY = timedelta(days=14)
"""How long an invitation is open."""

RETENTION = timedelta(days=30)
"""How long a closed invitation is stored, to answer questions about it."""


class InvitationQuerySet(models.QuerySet):
    """Invitations by state."""

    def open(self) -> "InvitationQuerySet":
        """Filter to invitations that can be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> "Invitation | None":
        """Return the open invitation of a token, or None."""
        return self.open().filter(digest=hash_token(token)).first()

    def delete_expired(self) -> int:
        """Delete invitations closed longer ago than `RETENTION`, and return how many."""
        before = timezone.now() - RETENTION
        closed = Q(expires_at__lt=before) | Q(revoked_at__lt=before) | Q(accepted_at__lt=before)
        return self.filter(closed).delete()[0]


class Invitation(models.Model):
    """An invitation of an e-mail address; the token of its link is stored as a hash only."""

    email = models.EmailField("email address", db_index=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(
        max_length=80, help_text="Kind of invitation, as named by the app that sends it."
    )
    reference = models.CharField(
        max_length=80, blank=True, help_text="Id of the record that the invitation is for."
    )
    about = models.CharField(
        max_length=200, help_text="Completes the sentence “You are invited to …”."
    )
    name = models.CharField(
        max_length=255, blank=True, help_text="Name of the person invited, as they gave it."
    )
    opening = models.CharField(
        max_length=250,
        blank=True,
        help_text="First sentence of the email, in place of the name of the sender. No full stop.",
    )
    profile_audience = models.CharField(
        max_length=80,
        blank=True,
        help_text="People who will see the profile, for example “The other members of the "
        "network”.",
    )
    redirect_url = models.CharField(
        max_length=200, blank=True, help_text="Page to open after acceptance."
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
        """Lower-case the e-mail address before saving, as for users."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def renew_token(self) -> str:
        """Generate a new token for the link and return it; only its hash is set."""
        token = generate_token()
        self.digest = hash_token(token)
        return token

    @property
    def greeting_name(self) -> str:
        """Return the name for the greeting of the email, or an empty string.

        The email contains the name only where a team member invites, who has read it. Otherwise
        any visitor could have the hub send a text of their own to the address of another person.
        """
        return self.name if self.invited_by_id else ""

    @property
    def initial_names(self) -> dict[str, str]:
        """Return the initial first and last name: the name, split at its first space."""
        first, _, last = self.name.strip().partition(" ")
        return {"first_name": first, "last_name": last.strip()}

    @property
    def state(self) -> str:
        """Return the state as a word for the personal data export."""
        if self.accepted_at:
            return "Accepted"
        if self.revoked_at:
            return "Cancelled"
        return "Open" if self.expires_at > timezone.now() else "Expired"
