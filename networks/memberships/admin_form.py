"""The admin form that creates, changes and ends memberships."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from networks.memberships import services
from networks.models import Membership

NO_ACCOUNT = (
    "There is no account with this email address. Enter the address the person signs in with. A "
    "person without an account can ask to join with the network’s form."
)
ACCOUNT_CLOSED = "This account is closed."
LAST_ORGANISER = (
    "This is the only organiser. Make another member an organiser first, or end the membership."
)


class MembershipAdminForm(WagtailAdminModelForm):
    """Edits the role of a membership, or ends it; its network and account are fixed."""

    instance: Membership
    email = forms.EmailField(
        label="Account",
        help_text="The email address this person signs in with.",
        error_messages={"required": "Enter the email address of an account."},
    )
    ends = forms.BooleanField(
        label="End this membership",
        required=False,
        help_text="The person can no longer enter the members’ space. The membership stays in the "
        "list, as ended.",
    )

    class Meta:
        model = Membership
        fields = ["network", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role_before = self.instance.role
        if self.instance.pk is None:
            del self.fields["ends"]
        else:
            self.fields["network"].disabled = True
            self.fields["email"].disabled = True
            self.initial["email"] = self.instance.user.email

    def clean_email(self) -> str:
        """Look up the account of the email address.

        Raises:
            ValidationError: There is no such account, or it is closed.
        """
        email = self.cleaned_data["email"]
        if self.instance.pk is None:
            user = get_user_model().objects.filter(email=email.lower()).first()
            if user is None:
                raise ValidationError(NO_ACCOUNT)
            if not user.is_active:
                raise ValidationError(ACCOUNT_CLOSED)
            self.instance.user = user
        return email

    def clean(self) -> dict[str, Any]:
        """Validate that the account is no member yet, and that the membership has not ended.

        Raises:
            ValidationError: The account is a member already, the membership has ended, or the
                network would have no organiser.
        """
        cleaned = super().clean()
        network, role = cleaned.get("network"), cleaned.get("role")
        if self.instance.pk is None:
            has_account = network and "email" in cleaned
            if has_account and services.is_member(network, self.instance.user):
                raise ValidationError(
                    f"{self.instance.user} is already a member of {network.display_name}."
                )
        elif self.instance.ended_at:
            raise ValidationError("This membership has ended. Add a new membership instead.")
        elif role != self.role_before and services.is_last_organiser(self.instance):
            self.add_error("role", LAST_ORGANISER)
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        """Apply the change through the membership services, which are idempotent."""
        if self.instance.pk is None:
            role = self.instance.role
            self.instance = services.add_member(self.instance.network, self.instance.user)
            services.change_role(self.instance, role)
        elif self.cleaned_data["ends"]:
            services.end_membership(self.instance)
        else:
            services.change_role(self.instance, self.instance.role)
        self.instance.refresh_from_db()
        return self.instance
