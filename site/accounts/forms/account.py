"""Forms for the e-mail address and password of an account."""

from allauth.account import forms

from accounts.forms.mixins import CODE_HELP_TEXT, PASSWORD_HELP, FieldTextMixin

REPEAT_PASSWORD_LABEL = "Confirm new password"


class ChangeEmailForm(FieldTextMixin, forms.AddEmailForm):
    """The new e-mail address."""

    labels = {"email": "New email address"}
    help_texts = {
        "email": "We will email a code to this address. Your email address changes "
        "when you enter the code."
    }


class EmailVerificationCodeForm(FieldTextMixin, forms.ConfirmEmailVerificationCodeForm):
    """The code emailed to a new address."""

    help_texts = {"code": CODE_HELP_TEXT}


class ResetPasswordKeyForm(FieldTextMixin, forms.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    help_texts = {"password1": PASSWORD_HELP}


class SetPasswordForm(FieldTextMixin, forms.SetPasswordForm):
    """A password for a user without one."""

    labels = {"password1": "New password", "password2": REPEAT_PASSWORD_LABEL}
    help_texts = {"password1": PASSWORD_HELP}


class ChangePasswordForm(FieldTextMixin, forms.ChangePasswordForm):
    """A new password in place of the present one."""

    labels = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": REPEAT_PASSWORD_LABEL,
    }
    help_texts = {"password1": PASSWORD_HELP}
