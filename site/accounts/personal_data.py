"""Personal data of accounts: the user, the profile and invitations."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model, Q, QuerySet
from wagtail.users.models import UserProfile

from accounts.models import Invitation, Profile, RulesAcceptance, User
from accounts.models.profile import PROFILE_FIELDS
from personal_data.registry import DataSubject, PersonalDataSource


def collect_account(user: User) -> dict[str, Any]:
    """Return the fields of the user and their second factors, without any secret."""
    authenticators = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "email address": user.email,
        "first name": user.first_name,
        "last name": user.last_name,
        "made": user.date_joined,
        "last signed in": user.last_login,
        "has a password": user.has_usable_password(),
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "two-step verification": [
            {
                "kind": factor.get_type_display(),
                "made": factor.created_at,
                "used": factor.last_used_at,
            }
            for factor in authenticators
        ],
    }


def erase_account(user: User) -> None:
    """Erase names, roles, settings and credentials; the row stays, anonymised. Saves no user."""
    user.groups.clear()
    user.user_permissions.clear()
    Authenticator.objects.filter(user=user).delete()
    for admin_settings in UserProfile.objects.filter(user=user):
        admin_settings.avatar.delete(save=False)
        admin_settings.delete()
    user.first_name = user.last_name = ""
    user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()


def collect_profile(user: User) -> dict[str, Any]:
    """Return the fields of the profile, and to whom each is visible."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return {}
    visibility = {
        f"who can see {name}": getattr(profile, f"{name}_visibility") for name in PROFILE_FIELDS
    }
    return profile.filled_fields | {"picture": bool(profile.picture)} | visibility


def erase_profile(user: User) -> None:
    """Delete the profile; its receiver deletes the picture."""
    Profile.objects.filter(user=user).delete()


def _invitations_of_user(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.filter(Q(email=user.email) | Q(accepted_by=user))


def _invitations_to_email(email: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email=email, accepted_by=None)


def _serialize(invitations: QuerySet[Invitation]) -> list[dict[str, Any]]:
    return [
        {
            "to": invitation.about,
            "address": invitation.email,
            "name": invitation.name,
            "sent": invitation.created_at,
            "state": invitation.state,
        }
        for invitation in invitations.order_by("pk")
    ]


def collect_invitations(user: User) -> list[dict[str, Any]]:
    """Return the invitations that were sent to a user or accepted by them."""
    return _serialize(_invitations_of_user(user))


def erase_invitations(user: User) -> None:
    """Delete the invitations that were sent to a user or accepted by them."""
    _invitations_of_user(user).delete()


def collect_invitations_to_email(email: str) -> list[dict[str, Any]]:
    """Return the invitations that were sent to an e-mail address and not accepted."""
    return _serialize(_invitations_to_email(email))


def erase_invitations_to_email(email: str) -> None:
    """Delete the invitations to an e-mail address, whose links are invalid from then on."""
    _invitations_to_email(email).delete()


def collect_rules_acceptances(user: User) -> list[dict[str, Any]]:
    """Return which versions of the community rules a user accepted, and when."""
    acceptances = RulesAcceptance.objects.filter(user=user).select_related("rules")
    return [
        {"version": acceptance.rules.version, "accepted": acceptance.accepted_at}
        for acceptance in acceptances.order_by("pk")
    ]


def erase_rules_acceptances(user: User) -> None:
    """Delete the record of the accepted rules."""
    RulesAcceptance.objects.filter(user=user).delete()


def sources() -> list[PersonalDataSource]:
    """Return what accounts store about users and about people without an account.

    The account comes first, and so is erased last.
    """
    return [
        PersonalDataSource("account", collect_account, erase_account),
        PersonalDataSource("profile", collect_profile, erase_profile),
        PersonalDataSource("invitations", collect_invitations, erase_invitations),
        PersonalDataSource(
            "community rules accepted", collect_rules_acceptances, erase_rules_acceptances
        ),
        PersonalDataSource(
            "invitations",
            collect_invitations_to_email,
            erase_invitations_to_email,
            DataSubject.EMAIL,
        ),
    ]


def log_label_user_fields() -> dict[type[Model], str]:
    """Return that the log label of a user is their name."""
    return {User: "pk"}
