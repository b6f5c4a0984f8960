"""What accounts themselves hold about a person."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from wagtail.users.models import UserProfile

from accounts.models import Invitation, Profile, User
from accounts.models.profile import PROFILE_FIELDS
from personal_data import log_redaction, registry


def collect_account(user: User) -> dict[str, Any]:
    """Return the account itself, and how it is opened; never what opens it."""
    steps = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "e-mail address": user.email,
        "first name": user.first_name,
        "last name": user.last_name,
        "made": user.date_joined,
        "last signed in": user.last_login,
        "has a password": user.has_usable_password(),
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "second steps": [
            {"kind": step.get_type_display(), "made": step.created_at, "used": step.last_used_at}
            for step in steps
        ],
    }


def erase_account(user: User) -> None:
    """Take away names, roles and all that opens the account; the row stays, to be nobody's."""
    user.groups.clear()
    user.user_permissions.clear()
    Authenticator.objects.filter(user=user).delete()
    for settings_of_desk in UserProfile.objects.filter(user=user):
        settings_of_desk.avatar.delete(save=False)
        settings_of_desk.delete()
    user.first_name = user.last_name = ""
    user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()


def collect_profile(user: User) -> dict[str, Any]:
    """Return what a person says of themselves, and who sees it."""
    found = Profile.objects.filter(user=user).first()
    if found is None:
        return {}
    seen_by = {f"who sees {part}": getattr(found, f"{part}_seen_by") for part in PROFILE_FIELDS}
    return found.parts | {"picture": bool(found.picture)} | seen_by


def erase_profile(user: User) -> None:
    """Delete the profile, and its picture with it."""
    Profile.objects.filter(user=user).delete()


def _invitations_of_user(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(email=user.email) | Q(accepted_by=user))


def _invitations_to_email(address: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email=address, accepted_by=None)


def _serialize(found: QuerySet[Invitation]) -> list[dict[str, Any]]:
    return [
        {
            "to": row.about,
            "address": row.email,
            "name": row.name,
            "sent": row.created_at,
            "state": row.state,
        }
        for row in found.order_by("pk")
    ]


def collect_invitations(user: User) -> list[dict[str, Any]]:
    """Return the invitations a person got."""
    return _serialize(_invitations_of_user(user))


def erase_invitations(user: User) -> None:
    """Delete the invitations a person got."""
    _invitations_of_user(user).delete()


def collect_invitations_to_email(address: str) -> list[dict[str, Any]]:
    """Return the invitations that went to an address and were not accepted."""
    return _serialize(_invitations_to_email(address))


def erase_invitations_to_email(address: str) -> None:
    """Delete the invitations that went to an address: they open nothing any more."""
    _invitations_to_email(address).delete()


def register() -> None:
    """Let accounts say their part, and whose name an account bears.

    The account comes first, and so it is the last to go.
    """
    log_redaction.register_named_model(User, "pk")
    registry.user_data.register("account", collect_account, erase_account)
    registry.user_data.register("profile", collect_profile, erase_profile)
    registry.user_data.register("invitations", collect_invitations, erase_invitations)
    registry.email_data.register(
        "invitations", collect_invitations_to_email, erase_invitations_to_email
    )
