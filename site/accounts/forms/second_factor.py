"""Forms for second factors."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from accounts.forms.mixins import FieldTextMixin

SECOND_FACTOR_CODE_HELP_TEXT = "Enter the code from your authenticator app, or a recovery code."


class TOTPActivationForm(FieldTextMixin, ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it is set up."""

    labels = {"code": "Code from the app"}
    help_texts = {"code": "The code has 6 digits and changes every 30 seconds."}


class SecondFactorForm(FieldTextMixin, base.AuthenticateForm):
    """The code of the second factor at sign-in."""

    help_texts = {"code": SECOND_FACTOR_CODE_HELP_TEXT}


class SecondFactorReauthenticationForm(FieldTextMixin, base.ReauthenticateForm):
    """The code of the second factor for reauthentication."""

    help_texts = {"code": SECOND_FACTOR_CODE_HELP_TEXT}


class PasskeyForm(FieldTextMixin, AddWebAuthnForm):
    """A new passkey: its name, and whether it replaces the password."""

    labels = {
        "name": "Name of the passkey",
        "passwordless": "Sign in with the passkey alone, without a password",
    }
    help_texts = {
        "name": "For example, “My phone”.",
        "passwordless": "Your device will ask for your fingerprint, face or PIN.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)


class PasskeyNameForm(FieldTextMixin, EditWebAuthnForm):
    """The name of a passkey."""

    labels = {"name": "Name of the passkey"}
