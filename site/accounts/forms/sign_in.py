"""Forms for signing in and for reauthentication."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest

from accounts.forms.mixins import CODE_HELP_TEXT, CODE_REQUIRED, FieldTextMixin
from accounts.models import User

EMAIL_LABEL = "Email address"


class SignInForm(FieldTextMixin, forms.LoginForm):
    """E-mail address and password."""

    labels = {"login": EMAIL_LABEL, "remember": "Keep me signed in on this device"}
    help_texts = {"remember": "Do not tick this on a shared computer."}

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error; one of the whole form, such as a wrong password, to the password."""
        super().add_error(field or "password", error)


class RequestLoginCodeForm(FieldTextMixin, forms.RequestLoginCodeForm):
    """The address a sign-in code is emailed to; takes the same time without an account."""

    labels = {"email": EMAIL_LABEL}

    def clean_email(self) -> str:
        """Look up the account; an account found at once costs a second query, as others do.

        Raises:
            ValidationError: The client has requested too many codes.
        """
        get_adapter().consume_email_rate_limit("request_login_code", self.cleaned_data["email"])
        email = super().clean_email()
        if self._user:
            User.objects.filter(email=email).first()
        return email


class ConfirmLoginCodeForm(FieldTextMixin, forms.ConfirmLoginCodeForm):
    """The emailed sign-in code."""

    help_texts = {"code": CODE_HELP_TEXT}
    required_messages = {"code": CODE_REQUIRED}


class ResetPasswordForm(FieldTextMixin, forms.ResetPasswordForm):
    """The address a reset link is emailed to; it takes the same time without an account."""

    labels = {"email": EMAIL_LABEL}

    def clean_email(self) -> str:
        """Apply the rate limit, then look up the account.

        Raises:
            ValidationError: The client has requested too many links.
        """
        get_adapter().consume_email_rate_limit("reset_password", self.cleaned_data["email"])
        return super().clean_email()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the email; without an account, generate a token in vain, to take the same time."""
        if not self.users:
            EmailAddress.objects.filter(user=0).exists()
            PasswordResetTokenGenerator().make_token(User(pk=0))
        return super().save(request, **kwargs)


class PasswordReauthenticationForm(FieldTextMixin, forms.ReauthenticateForm):
    """The password for reauthentication."""
