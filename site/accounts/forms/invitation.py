"""Form for a new account from an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.mixins import PASSWORD_HELP, name_required_fields
from accounts.models import User


class NewAccountForm(forms.Form):
    """Name and optional password of a new user."""

    first_name = forms.CharField(
        max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        help_text="Leave this empty if you have one name.",
    )
    password = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=f"{PASSWORD_HELP} "
        "If you do not set a password, we email you a code each time you sign in.",
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)
        name_required_fields(self)

    def clean(self) -> dict[str, Any]:
        """Validate the password for the user that will be created."""
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
