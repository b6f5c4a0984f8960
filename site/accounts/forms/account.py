"""Forms for the address and the password of an account."""

from allauth.account import forms

from accounts.forms.words import CODE_HELP, HOW_LONG, OwnWords

AGAIN = "The new password again"


class NewAddressForm(OwnWords, forms.AddEmailForm):
    """The address to change to."""

    labels = {"email": "New e-mail address"}
    helps = {"email": "We send a code to it. Until you have typed the code, nothing changes."}


class AddressCodeForm(OwnWords, forms.ConfirmEmailVerificationCodeForm):
    """The code that was sent to a new address."""

    helps = {"code": CODE_HELP}


class NewPasswordForm(OwnWords, forms.ResetPasswordKeyForm):
    """A new password for somebody who forgot the old one."""

    labels = {"password1": "New password", "password2": AGAIN}
    helps = {"password1": HOW_LONG}


class FirstPasswordForm(OwnWords, forms.SetPasswordForm):
    """A password for somebody who has done without."""

    labels = {"password1": "New password", "password2": AGAIN}
    helps = {"password1": HOW_LONG}


class ChangePasswordForm(OwnWords, forms.ChangePasswordForm):
    """A new password in place of the old."""

    labels = {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": AGAIN,
    }
    helps = {"password1": HOW_LONG}
