"""Forms for the e-mail address and password of an account."""

from allauth.account import forms

from accounts.forms.mixins import (
    CODE_HELP_TEXT,
    CODE_REQUIRED,
    PASSWORD_HELP,
    FieldTextMixin,
)

REPEAT_PASSWORD_LABEL = "Confirm new password"
NEW_PASSWORD_MESSAGES = {
    "password1": "Enter a new password.",
    "password2": "Enter the new password again.",
}


class ChangeEmailForm(FieldTextMixin, forms.AddEmailForm):
    """The new e-mail address."""

    labels = {"email": "New email address"}
    help_texts = {
        "email": "We will email a code to this address. Your email address changes "
        "when you enter the code."
    }
    required_messages = {"email": "Enter your new email address."}


class EmailVerificationCodeForm(FieldTextMixin, forms.ConfirmEmailVerificationCodeForm):
    """The code emailed to a new address."""

    help_texts = {"code": CODE_HELP_TEXT}
    required_messages = {"code": CODE_REQUIRED}


class ResetPasswordKeyForm(FieldTextMixin, forms.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    help_texts = {"password1": PASSWORD_HELP}
    required_messages = NEW_PASSWORD_MESSAGES


class SetPasswordForm(FieldTextMixin, forms.SetPasswordForm):
    """A password for a user without one."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    help_texts = {"password1": PASSWORD_HELP}
    required_messages = NEW_PASSWORD_MESSAGES


class ChangePasswordForm(FieldTextMixin, forms.ChangePasswordForm):
    """A new password in place of the present one."""

    labels = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": REPEAT_PASSWORD_LABEL,
    }
    help_texts = {"password1": PASSWORD_HELP}
    required_messages = NEW_PASSWORD_MESSAGES
