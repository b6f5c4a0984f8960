"""Services for invitations to people with or without an account.

    send_invitation("jo@trust.example", purpose="networks.membership", reference="42",
                    about="join the network for managers", by=request.user,
                    redirect_url="/networks/managers/")

The app that invites connects a receiver to the signal `invitation_accepted`.
"""

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone

from accounts import emails
from accounts.models import Invitation, User
from accounts.models.invitation import VALIDITY

invitation_accepted = Signal()
"""Sent with `invitation` and `user`, within the transaction of the acceptance.

A receiver checks `invitation.purpose` first. An exception that it raises rolls back the
acceptance.
"""


class InvitationNotOpenError(Exception):
    """The invitation has been accepted or revoked, or has expired."""


@transaction.atomic
def send_invitation(
    email: str,
    purpose: str,
    reference: str = "",
    *,
    about: str,
    by: User | None = None,
    redirect_url: str = "",
    name: str = "",
    opening: str = "",
    profile_audience: str = "",
) -> Invitation:
    """Create an invitation and email its link.

    An open invitation of the same address for the same purpose and reference is revoked, so that
    one link is valid. The result is the same whether or not the address has an account.

    Args:
        email: The address to invite.
        purpose: What for, by the name of the app that invites: ``networks.membership``.
        reference: The id of the object it is for: ``42``.
        about: The same as text, after “You are invited to”.
        by: Who invites. The email names them, unless it has an opening.
        redirect_url: The page to open after accepting; without one, the user's start page.
        name: The person's name, if they gave one; it prefills the form.
        opening: The first sentence of the email and the page in place of who invites, without
            a full stop: ``Your request to join the network for managers was accepted``.
        profile_audience: Who will see the fields that the profile shows to members, if any:
            ``The other members of the network``.
    """
    replaced = Invitation.objects.open().filter(
        email=email.lower(), purpose=purpose, reference=reference
    )
    replaced.update(revoked_at=timezone.now())
    invitation = Invitation(
        email=email,
        purpose=purpose,
        reference=reference,
        about=about,
        invited_by=by,
        redirect_url=redirect_url,
        name=name,
        opening=opening,
        profile_audience=profile_audience,
        expires_at=timezone.now() + VALIDITY,
    )
    token = invitation.renew_token()
    invitation.save()
    link = settings.WAGTAILADMIN_BASE_URL + reverse("account_invitation", args=[token])
    emails.send_email(
        "invitation",
        invitation.email,
        event_key=email_event_key(purpose, reference),
        invitation=invitation,
        link=link,
    )
    return invitation


def email_event_key(purpose: str, reference: str) -> str:
    """Return the event key of the emails that invite for a purpose."""
    return f"invitation-{purpose}-{reference}"


def revoke_invitations(purpose: str, reference: str, email: str = "") -> int:
    """Revoke the open invitations for a purpose, all or of one address, and return how many."""
    invitations = Invitation.objects.open().filter(purpose=purpose, reference=reference)
    if email:
        invitations = invitations.filter(email=email.lower())
    return invitations.update(revoked_at=timezone.now())


@transaction.atomic
def accept_invitation(invitation: Invitation, user: User) -> None:
    """Accept an invitation for a user, together with what the signal's receivers do.

    Raises:
        InvitationNotOpenError: It can no longer be accepted, for example after a double click.
    """
    locked = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    if locked is None:
        raise InvitationNotOpenError
    locked.accepted_at = timezone.now()
    locked.accepted_by = user
    locked.save(update_fields=["accepted_at", "accepted_by"])
    invitation_accepted.send(sender=Invitation, invitation=locked, user=user)


@transaction.atomic
def accept_with_new_account(
    invitation: Invitation, first_name: str, last_name: str, password: str = ""
) -> User:
    """Create a user with the invited e-mail address, and accept the invitation for it.

    Args:
        invitation: The invitation; its link has verified the address.
        first_name: The person's first name.
        last_name: The person's last name.
        password: The chosen password; empty for a user who signs in with codes.

    Raises:
        InvitationNotOpenError: It can no longer be accepted.
        IntegrityError: An account with this address has been created at the same time.
    """
    user = User.objects.create_user(
        invitation.email, password or None, first_name=first_name, last_name=last_name
    )
    accept_invitation(invitation, user)
    return user
