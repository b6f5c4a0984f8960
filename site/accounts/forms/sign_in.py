"""Forms of people who are not signed in, or who prove again who they are."""

from allauth.account import forms

from accounts.forms.words import CODE_HELP, OwnWords

ADDRESS = "E-mail address"


class SignInForm(OwnWords, forms.LoginForm):
    """Address and password."""

    labels = {"login": ADDRESS, "remember": "Keep me signed in on this device"}
    helps = {"remember": "Leave this empty on a computer that others use too."}


class AskForCodeForm(OwnWords, forms.RequestLoginCodeForm):
    """The address a code is sent to."""

    labels = {"email": ADDRESS}


class CodeForm(OwnWords, forms.ConfirmLoginCodeForm):
    """The code that was sent."""

    helps = {"code": CODE_HELP}


class ForgottenPasswordForm(OwnWords, forms.ResetPasswordForm):
    """The address a link for a new password is sent to."""

    labels = {"email": ADDRESS}


class ConfirmByPasswordForm(OwnWords, forms.ReauthenticateForm):
    """The password, asked for again before something that matters."""
