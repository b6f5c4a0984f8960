"""django-allauth's adapter for second factors."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.second_factor import encryption, policy


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts secrets, and keeps the last second factor of those who must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Your account needs two-step verification, and this is your only method. Set up "
            "another method first."
        ),
        "incorrect_code": (
            "The code is incorrect or was already used. Wait until the app shows a new code, then "
            "try again."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a stored secret."""
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Return the name under which an authenticator app lists the hub."""
        return settings.HUB_NAME

    def _get_site_name(self) -> str:
        """Return the name under which a device lists the hub."""
        return settings.HUB_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a second factor may be deleted: the last one not where it is required."""
        if not policy.is_required(authenticator.user):
            return True
        steps = Authenticator.objects.filter(
            user=authenticator.user, type__in=policy.SECOND_FACTOR_TYPES
        ).exclude(pk=authenticator.pk)
        return steps.exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return the initial name of a passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My device" if number == 1 else f"My device {number}"
