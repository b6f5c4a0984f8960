"""Services that invite people to the staff: no administrator sets a password for another person."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, StaffInvitation, User

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
    """
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


def unaccepted_invitations() -> QuerySet[Invitation]:
    """Return the staff invitations that are open or have expired, the newest first."""
    found = Invitation.objects.filter(purpose=PURPOSE, accepted_at=None, revoked_at=None)
    return found.select_related("invited_by", "staff").prefetch_related("staff__groups")


def resend_invitation(invitation: Invitation, by: User) -> Invitation:
    """Revoke an unaccepted staff invitation, and email a new link with the same roles."""
    staff = invitation.staff
    cancel_invitation(invitation)
    groups = list(staff.groups.all())
    return invite_staff(invitation.email, groups, staff.is_superuser, by=by, name=invitation.name)


def cancel_invitation(invitation: Invitation) -> None:
    """Revoke an unaccepted invitation, whose link then opens nothing."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def accept_staff_invitation(
    sender: type, invitation: Invitation, user: User, **kwargs: Any
) -> None:
    """Give a user the roles of an accepted staff invitation.

    Raises:
        InvitationNotOpenError: Who invited may no longer do so.
    """
    if invitation.purpose != PURPOSE:
        return
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active or not inviter.has_perm("accounts.add_user"):
        raise invitations.InvitationNotOpenError
    user.groups.add(*invitation.staff.groups.all())
    if invitation.staff.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
