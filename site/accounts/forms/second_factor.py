"""Forms for second steps."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from accounts.forms.words import OwnWords

CODE_HELP = "From your app; or one of your codes for an emergency."


class AppForm(OwnWords, ActivateTOTPForm):
    """The first code of an app, which shows that it works."""

    labels = {"code": "Code from the app"}
    helps = {"code": "Six digits. They change every half minute."}


class SecondStepForm(OwnWords, base.AuthenticateForm):
    """The code of the second step, at sign-in."""

    helps = {"code": CODE_HELP}


class ConfirmByCodeForm(OwnWords, base.ReauthenticateForm):
    """The code, asked for again before something that matters."""

    helps = {"code": CODE_HELP}


class PasskeyForm(OwnWords, AddWebAuthnForm):
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


class PasskeyNameForm(OwnWords, EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": "A name for it"}
