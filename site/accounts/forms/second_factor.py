"""Forms for second steps."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from accounts.forms.mixins import FieldTextMixin

SECOND_FACTOR_CODE_HELP_TEXT = "From your app; or one of your codes for an emergency."


class TOTPActivationForm(FieldTextMixin, ActivateTOTPForm):
    """The first code of an app, which shows that it works."""

    labels = {"code": "Code from the app"}
    helps = {"code": "Six digits. They change every half minute."}


class SecondFactorForm(FieldTextMixin, base.AuthenticateForm):
    """The code of the second step, at sign-in."""

    helps = {"code": SECOND_FACTOR_CODE_HELP_TEXT}


class SecondFactorReauthenticationForm(FieldTextMixin, base.ReauthenticateForm):
    """The code, asked for again before something that matters."""

    helps = {"code": SECOND_FACTOR_CODE_HELP_TEXT}


class PasskeyForm(FieldTextMixin, AddWebAuthnForm):
    """A new passkey: its name, and whether it stands in for the password."""

    labels = {"name": "A name for it", "passwordless": "Sign in with it alone"}
    helps = {
        "name": "So that you can tell it from others, for example “My phone”.",
        "passwordless": (
            "Without the password. The device then asks for your finger, your face or its PIN."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)


class PasskeyNameForm(FieldTextMixin, EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": "A name for it"}
