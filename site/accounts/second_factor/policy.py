"""Policy of the second factor: required of users who may publish or see others' personal data."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from wagtail import hooks

HOOK = "second_factor_required"
SECOND_FACTOR_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""What counts as a second factor. Recovery codes replace one, and are none themselves."""


def can_access_admin(user: Any) -> bool:
    """Return whether a user has access to the admin."""
    return user.has_perm("wagtailadmin.access_admin")


def is_required(user: Any) -> bool:
    """Return whether a user must have a second factor before they may do anything.

    It is required of everyone with access to the admin, and where an app says so by the hook
    `second_factor_required`.
    """
    return settings.HUB_SECOND_FACTOR_REQUIRED and (
        can_access_admin(user) or any(requires(user) for requires in hooks.get_hooks(HOOK))
    )


def has_second_factor(user: Any) -> bool:
    """Return whether a user has set up a second factor."""
    return is_mfa_enabled(user, SECOND_FACTOR_TYPES)


def must_set_up_second_factor(user: Any) -> bool:
    """Return whether a user is required to have a second factor and has none."""
    return is_required(user) and not has_second_factor(user)
