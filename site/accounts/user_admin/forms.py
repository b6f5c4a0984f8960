"""Forms of users in the admin; none of them has a password."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group

from accounts.models import Invitation, User
from accounts.user_admin.invitations import invite_staff
from accounts.user_admin.querysets import staff

ALREADY_STAFF = "This person already has a staff account. Change their roles in the list of users."
ACCOUNT_CLOSED = "The account with this email address is not active. Activate it in its own page."
NO_ROLE = "Select at least one role, or “Administrator”."


def staff_groups() -> Any:
    """Return the groups that give access to the admin."""
    return Group.objects.filter(
        permissions__content_type__app_label="wagtailadmin", permissions__codename="access_admin"
    ).order_by("name")


class StaffInvitationForm(forms.ModelForm):
    """The person to invite to the staff, and the roles they get."""

    first_name = forms.CharField(max_length=120, required=False, label="First name (optional)")
    last_name = forms.CharField(max_length=120, required=False, label="Last name (optional)")
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_superuser = forms.BooleanField(
        label="Administrator",
        required=False,
        help_text="Administrators manage accounts, sites and settings.",
    )

    class Meta:
        model = Invitation
        fields = ["email"]
        help_texts = {
            "email": "We will email an invitation to this address. The person chooses their own "
            "password."
        }

    field_order = ["email", "first_name", "last_name", "groups", "is_superuser"]

    def __init__(self, *args: Any, for_user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_user = for_user
        self.fields["groups"].queryset = staff_groups()
        if not (for_user and for_user.is_superuser):
            del self.fields["is_superuser"]

    def clean_email(self) -> str:
        """Reject the address of a staff account, and of one that is not active."""
        email = self.cleaned_data["email"].lower()
        if staff().filter(email=email).exists():
            raise forms.ValidationError(ALREADY_STAFF)
        if User.objects.filter(email=email, is_active=False).exists():
            raise forms.ValidationError(ACCOUNT_CLOSED)
        return email

    def clean(self) -> dict[str, Any]:
        """Require a role."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("groups") and not cleaned.get("is_superuser"):
            self.add_error("groups", NO_ROLE)
        return cleaned

    def save(self, commit: bool = True) -> Invitation:
        """Send the invitation."""
        names = (self.cleaned_data["first_name"], self.cleaned_data["last_name"])
        is_superuser = self.cleaned_data.get("is_superuser", False)
        return invite_staff(
            self.cleaned_data["email"],
            self.cleaned_data["groups"],
            is_superuser,
            by=self.for_user,
            name=" ".join(name for name in names if name),
        )
