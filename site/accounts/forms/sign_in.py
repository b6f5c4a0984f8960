"""Forms of people who are not signed in, or who prove again who they are."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest

from accounts.forms.mixins import CODE_HELP_TEXT, FieldTextMixin
from accounts.models import User

EMAIL_LABEL = "E-mail address"


class SignInForm(FieldTextMixin, forms.LoginForm):
    """Address and password."""

    labels = {"login": EMAIL_LABEL, "remember": "Keep me signed in on this device"}
    helps = {"remember": "Leave this empty on a computer that others use too."}


class RequestLoginCodeForm(FieldTextMixin, forms.RequestLoginCodeForm):
    """The address a code is sent to. Whether it has an account takes no more time and no less."""

    labels = {"email": EMAIL_LABEL}

    def clean_email(self) -> str:
        """Look the address up; one that is found at once is looked up once more, as others are.

        Raises:
            ValidationError: From here a code was asked for too often.
        """
        get_adapter().count_letter("request_login_code", self.cleaned_data["email"])
        email = super().clean_email()
        if self._user:
            User.objects.filter(email=email).first()
        return email


class ConfirmLoginCodeForm(FieldTextMixin, forms.ConfirmLoginCodeForm):
    """The code that was sent."""

    helps = {"code": CODE_HELP_TEXT}


class ResetPasswordForm(FieldTextMixin, forms.ResetPasswordForm):
    """The address a link for a new password is sent to. It takes as long with no account."""

    labels = {"email": EMAIL_LABEL}

    def clean_email(self) -> str:
        """Look the address up.

        Raises:
            ValidationError: From here a link was asked for too often.
        """
        get_adapter().count_letter("reset_password", self.cleaned_data["email"])
        return super().clean_email()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the letter; where there is no account, make in vain what a link is made of."""
        if not self.users:
            EmailAddress.objects.filter(user=0).exists()
            PasswordResetTokenGenerator().make_token(User(pk=0))
        return super().save(request, **kwargs)


class PasswordReauthenticationForm(FieldTextMixin, forms.ReauthenticateForm):
    """The password, asked for again before something that matters."""
