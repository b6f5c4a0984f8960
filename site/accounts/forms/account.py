"""Forms for the address and the password of an account."""

from allauth.account import forms

from accounts.forms.words import HOW_LONG, OwnWords

AGAIN = "The new password again"


class NewAddressForm(OwnWords, forms.AddEmailForm):
    """The address to change to."""

    labels = {"email": "New e-mail address"}
    helps = {"email": "We send a link to it. Until you open the link, nothing changes."}


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
