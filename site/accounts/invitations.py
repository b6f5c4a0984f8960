"""Inviting people: the only way to an account, and a way for those who have one.

    invite("jo@trust.example", purpose="networks.membership", reference="42",
           about="join the network for managers", by=request.user, leads_to="/networks/managers/")

The room that invites listens to `accounts.signals.invitation_accepted`.
"""

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone

from accounts import emails
from accounts.models import Invitation, User
from accounts.models.invitation import VALIDITY


class InvitationNotOpenError(Exception):
    """The invitation was accepted or revoked meanwhile, or has expired."""


@transaction.atomic
def send_invitation(
    email: str,
    purpose: str,
    reference: str = "",
    *,
    about: str,
    by: User | None = None,
    leads_to: str = "",
    name: str = "",
    opening: str = "",
    shown_to: str = "",
) -> Invitation:
    """Invite an address to something, and send the letter with the link.

    An open invitation of the same address to the same thing is replaced, so that one link works.
    The answer says nothing about whether the address has an account.

    Args:
        email: Whom to invite.
        purpose: What for, as the room that invites calls it: ``networks.membership``.
        reference: Which one of those: ``42``.
        about: The same in words, after “You are invited to”.
        by: Who invites. The letter names them, unless it begins in another way.
        leads_to: The address on the hub to come to after accepting; without one, their own place.
        name: Of the person, if they gave one; the page is filled in with it.
        opening: What the letter and the page begin with in place of who invites, without a full
            stop: ``Your request to join the network for managers was accepted``.
        shown_to: Who will see what the profile of the person shows to members, if anybody will:
            ``The other members of the network``.
    """
    before = Invitation.objects.open().filter(
        email=email.lower(), purpose=purpose, reference=reference
    )
    before.update(revoked_at=timezone.now())
    invitation = Invitation(
        email=email,
        purpose=purpose,
        reference=reference,
        about=about,
        invited_by=by,
        leads_to=leads_to,
        name=name,
        opening=opening,
        shown_to=shown_to,
        expires_at=timezone.now() + VALIDITY,
    )
    token = invitation.renew_token()
    invitation.save()
    link = settings.WAGTAILADMIN_BASE_URL + reverse("account_invitation", args=[token])
    emails.send_email(
        "invitation",
        invitation.email,
        event_key=email_occasion(purpose, reference),
        invitation=invitation,
        link=link,
    )
    return invitation


def email_occasion(purpose: str, reference: str) -> str:
    """Return the key of the letters that invite to something."""
    return f"invitation-{purpose}-{reference}"


def revoke_invitations(purpose: str, reference: str, email: str = "") -> int:
    """Close the open invitations to something, of everybody or of one address. Returns how many."""
    found = Invitation.objects.open().filter(purpose=purpose, reference=reference)
    if email:
        found = found.filter(email=email.lower())
    return found.update(revoked_at=timezone.now())


@transaction.atomic
def accept_invitation(invitation: Invitation, user: User) -> None:
    """Accept an invitation for an account, together with all that follows from it.

    Raises:
        NotOpenError: It can no longer be accepted; somebody may have pressed twice.
    """
    held = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    if held is None:
        raise InvitationNotOpenError
    held.accepted_at = timezone.now()
    held.accepted_by = user
    held.save(update_fields=["accepted_at", "accepted_by"])
    invitation_accepted.send(sender=Invitation, invitation=held, user=user)


@transaction.atomic
def accept_with_new_account(
    invitation: Invitation, first_name: str, last_name: str, password: str = ""
) -> User:
    """Make an account with the address that was invited, and accept for it.

    Args:
        invitation: What is accepted. Its link has proven the address.
        first_name: Of the person.
        last_name: Of the person.
        password: What they chose; empty for somebody who signs in with codes.

    Raises:
        NotOpenError: It can no longer be accepted.
        IntegrityError: An account with this address was made meanwhile.
    """
    user = User.objects.create_user(
        invitation.email, password or None, first_name=first_name, last_name=last_name
    )
    accept_invitation(invitation, user)
    return user


# Sent with `invitation` and `user`, inside the transaction in which somebody accepts: a receiver
# that raises undoes the acceptance. A receiver looks at `invitation.purpose` first.
invitation_accepted = Signal()
