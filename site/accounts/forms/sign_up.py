"""Forms for an account that a person creates for themselves."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm
from django import forms

from accounts.display_names import find_display_name_error
from accounts.forms.mixins import (
    CODE_HELP_TEXT,
    CODE_REQUIRED,
    FieldTextMixin,
    name_required_fields,
)

NAME_MAX_LENGTH = 60
NEXT_MAX_LENGTH = 500


class SignUpForm(forms.Form):
    """Email address, display name, age and the community rules."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="We will email a code to this address. Other people do not see it.",
        error_messages={
            "invalid": "Enter an email address in the correct format, like name@example.com"
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label="Display name",
        max_length=NAME_MAX_LENGTH,
        help_text="Everyone sees this name with what you write. It does not have to be your real "
        "name.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    is_adult = forms.BooleanField(
        label="I am 18 or over",
        error_messages={"required": "Tick the box if you are 18 or over. Accounts are for adults."},
    )
    accepts_rules = forms.BooleanField(
        label="I accept the community rules",
        error_messages={"required": "Tick the box to accept the community rules."},
    )
    rules_version = forms.IntegerField(widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    data: Any

    def __init__(self, current_version: int, *args: Any, **kwargs: Any) -> None:
        self.current_version = current_version
        super().__init__(*args, **kwargs)
        name_required_fields(self)

    def clean_email(self) -> str:
        """Return the address in lower case.

        Raises:
            ValidationError: The client has requested too many codes.
        """
        email = self.cleaned_data["email"].lower()
        get_adapter().consume_email_rate_limit("sign_up", email)
        return email

    def clean_name(self) -> str:
        """Refuse a name that is an email address or a link, or that claims a role.

        Raises:
            ValidationError: The name contains such.
        """
        name = " ".join(self.cleaned_data["name"].split())
        if error := find_display_name_error(name):
            raise forms.ValidationError(error)
        return name

    def clean_next(self) -> str:
        """Return the URL to open afterwards; a very long one is ignored."""
        url = self.cleaned_data["next"]
        return url if len(url) <= NEXT_MAX_LENGTH else ""

    def clean(self) -> dict[str, Any]:
        """Ask again if the rules changed while the form was open."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("rules_version", self.current_version) != self.current_version:
            shown = self.data.copy()
            shown["rules_version"] = str(self.current_version)
            shown.pop("accepts_rules", None)
            self.data = shown
            self.add_error(
                "accepts_rules", "The rules have changed. Read them, then tick the box again."
            )
        return cleaned


class SignUpCodeForm(FieldTextMixin, BaseConfirmCodeForm):
    """The code emailed to the address of a new account."""

    help_texts = {"code": CODE_HELP_TEXT}
    required_messages = {"code": CODE_REQUIRED}
