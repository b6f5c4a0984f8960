"""Services that invite people to the staff: no administrator sets a password for another person."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, StaffInvitation, User
from accounts.models.staff_invitation import can_invite

PURPOSE = "accounts.staff"


@transaction.atomic
def invite_staff(
    email: str, groups: Iterable[Group], is_superuser: bool, *, by: User, name: str = ""
) -> Invitation:
    """Email an invitation to the staff; an open one of the same address is revoked.

    Args:
        email: The address to invite.
        groups: The roles that the account gets when the invitation is accepted.
        is_superuser: Whether the account becomes an administrator.
        by: The administrator who invites.
        name: The person's name, for the greeting and the form.

    Raises:
        PermissionDenied: The inviter may not give these rights.
    """
    if not can_invite(by, is_superuser):
        raise PermissionDenied
    unaccepted_invitations().filter(email=email.lower()).update(revoked_at=timezone.now())
    invitation = invitations.send_invitation(
        email,
        PURPOSE,
        about=f"join the team of the {settings.HUB_NAME}",
        by=by,
        name=name,
        redirect_url=reverse("wagtailadmin_home"),
    )
    staff = StaffInvitation.objects.create(invitation=invitation, is_superuser=is_superuser)
    staff.groups.set(groups)
    return invitation


def is_inviter_allowed(invitation: Invitation) -> bool:
    """Return whether the inviter may still give what an invitation gives; for staff only."""
    return invitation.purpose != PURPOSE or invitation.staff.is_inviter_allowed


def unaccepted_invitations() -> QuerySet[Invitation]:
    """Return the staff invitations that are open or have expired, the newest first."""
    found = Invitation.objects.filter(purpose=PURPOSE, accepted_at=None, revoked_at=None)
    return found.select_related("invited_by", "staff").prefetch_related("staff__groups")


@transaction.atomic
def resend_invitation(invitation: Invitation, by: User) -> Invitation | None:
    """Revoke an unaccepted staff invitation, and email a new link with the same roles.

    Returns:
        The new invitation; None if the old one was accepted, cancelled or sent again meanwhile.

    Raises:
        PermissionDenied: The user may not give these rights.
    """
    if not cancel_invitation(invitation):
        return None
    staff = invitation.staff
    groups = list(staff.groups.all())
    return invite_staff(invitation.email, groups, staff.is_superuser, by=by, name=invitation.name)


def cancel_invitation(invitation: Invitation) -> bool:
    """Revoke an unaccepted invitation, whose link then opens nothing.

    Returns:
        Whether it was still unaccepted and not revoked.
    """
    found = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    return bool(found.update(revoked_at=timezone.now()))


def accept_staff_invitation(
    sender: type, invitation: Invitation, user: User, **kwargs: Any
) -> None:
    """Give a user the roles of an accepted staff invitation.

    Raises:
        InvitationNotOpenError: The inviter may no longer give these rights.
    """
    if invitation.purpose != PURPOSE:
        return
    if not is_inviter_allowed(invitation):
        raise invitations.InvitationNotOpenError
    user.groups.add(*invitation.staff.groups.all())
    if invitation.staff.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
