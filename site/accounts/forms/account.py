"""Forms for the address and the password of an account."""

from allauth.account import forms

from accounts.forms.mixins import CODE_HELP_TEXT, PASSWORD_HELP, FieldTextMixin

REPEAT_PASSWORD_LABEL = "The new password again"


class ChangeEmailForm(FieldTextMixin, forms.AddEmailForm):
    """The address to change to."""

    labels = {"email": "New e-mail address"}
    helps = {"email": "We send a code to it. Until you have typed the code, nothing changes."}


class EmailVerificationCodeForm(FieldTextMixin, forms.ConfirmEmailVerificationCodeForm):
    """The code that was sent to a new address."""

    helps = {"code": CODE_HELP_TEXT}


class ResetPasswordKeyForm(FieldTextMixin, forms.ResetPasswordKeyForm):
    """A new password for somebody who forgot the old one."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    helps = {"password1": PASSWORD_HELP}


class SetPasswordForm(FieldTextMixin, forms.SetPasswordForm):
    """A password for somebody who has done without."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    helps = {"password1": PASSWORD_HELP}


class ChangePasswordForm(FieldTextMixin, forms.ChangePasswordForm):
    """A new password in place of the old."""

    labels = {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": REPEAT_PASSWORD_LABEL,
    }
    helps = {"password1": PASSWORD_HELP}
