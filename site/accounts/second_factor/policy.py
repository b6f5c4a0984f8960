"""Who must have a second step: everybody who may publish or sees personal data."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

Reason = Callable[[Any], bool]

SECOND_FACTOR_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""What counts as a second step. Codes for an emergency stand in for one, and are none."""


def can_access_admin(user: Any) -> bool:
    """Return whether a person may open the desk."""
    return user.has_perm("wagtailadmin.access_admin")


_reasons: list[Reason] = [can_access_admin]


def register(reason: Reason) -> Reason:
    """Add a reason: called with a person, it returns whether they see others' personal data.

    It can be used as a decorator.
    """
    if reason not in _reasons:
        _reasons.append(reason)
    return reason


def is_required(user: Any) -> bool:
    """Return whether a person must have a second step before they may do anything."""
    return settings.HUB_SECOND_FACTOR_REQUIRED and any(reason(user) for reason in _reasons)


def has_second_factor(user: Any) -> bool:
    """Return whether a person has a second step."""
    return is_mfa_enabled(user, SECOND_FACTOR_TYPES)


def must_set_up_second_factor(user: Any) -> bool:
    """Return whether a person must have a second step and has none."""
    return is_required(user) and not has_second_factor(user)
