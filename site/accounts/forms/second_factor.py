"""Forms for second factors."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

from accounts.forms.mixins import FieldTextMixin

SECOND_FACTOR_CODE_HELP_TEXT = "Enter the code from your authenticator app, or a recovery code."
CODE_REQUIRED = {"code": "Enter the code from your authenticator app, or a recovery code."}
PASSKEY_REQUIRED = {
    "credential": "Your browser did not send a passkey. Turn on JavaScript and try again, or use "
    "another way to sign in."
}


class TOTPActivationForm(FieldTextMixin, ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it is set up."""

    labels = {"code": "Code from the app"}
    help_texts = {"code": "The code has 6 digits and changes every 30 seconds."}
    required_messages = {"code": "Enter the code from the app."}


class SecondFactorForm(FieldTextMixin, base.AuthenticateForm):
    """The code of the second factor at sign-in."""

    help_texts = {"code": SECOND_FACTOR_CODE_HELP_TEXT}
    required_messages = CODE_REQUIRED


class SecondFactorReauthenticationForm(FieldTextMixin, base.ReauthenticateForm):
    """The code of the second factor for reauthentication."""

    help_texts = {"code": SECOND_FACTOR_CODE_HELP_TEXT}
    required_messages = CODE_REQUIRED


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
    required_messages = PASSKEY_REQUIRED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)


class PasskeyNameForm(FieldTextMixin, EditWebAuthnForm):
    """The name of a passkey."""

    labels = {"name": "Name of the passkey"}
    required_messages = {"name": "Enter a name for the passkey."}


class PasskeySignInForm(FieldTextMixin, LoginWebAuthnForm):
    """The passkey at sign-in, in place of the password."""

    required_messages = PASSKEY_REQUIRED


class PasskeySecondFactorForm(FieldTextMixin, AuthenticateWebAuthnForm):
    """The passkey as second factor at sign-in."""

    required_messages = PASSKEY_REQUIRED


class PasskeyReauthenticationForm(FieldTextMixin, ReauthenticateWebAuthnForm):
    """The passkey for reauthentication."""

    required_messages = PASSKEY_REQUIRED
