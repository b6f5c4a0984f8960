"""The form by which the desk makes somebody a member, or changes or ends what they are."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from networks.memberships import services
from networks.models import Membership

NO_ACCOUNT = (
    "There is no account with this address. Write the one with which they sign in. Whoever has no "
    "account yet asks to join by the network’s form, and is invited."
)
ACCOUNT_CLOSED = "This account is closed: nobody can sign in with it."
LAST_ORGANISER = (
    "This is the last organiser. Make somebody else an organiser first, or end the membership."
)


class MembershipAdminForm(WagtailAdminModelForm):
    """Whose membership it is, and of which network, stays as it was made."""

    instance: Membership
    email = forms.EmailField(
        label="Account",
        help_text="The e-mail address with which this person signs in.",
        error_messages={"required": "Write the e-mail address of an account."},
    )
    ends = forms.BooleanField(
        label="End this membership",
        required=False,
        help_text="The room closes for this person at once. It stays in the list, as ended.",
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
        """Find the account.

        Raises:
            ValidationError: There is none, or it is closed.
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
        """See that a person belongs to a network once, and that what has ended is left alone.

        Raises:
            ValidationError: They belong to it already, this has ended, or nobody would run the
                network.
        """
        cleaned = super().clean()
        network, role = cleaned.get("network"), cleaned.get("role")
        if self.instance.pk is None:
            found = network and "email" in cleaned
            if found and services.is_member(network, self.instance.user):
                raise ValidationError(
                    f"{self.instance.user} belongs to {network.known_as} already."
                )
        elif self.instance.ended_at:
            raise ValidationError("This membership has ended. Add a new one instead.")
        elif role != self.role_before and services.is_last_organiser(self.instance):
            self.add_error("role", LAST_ORGANISER)
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        """Do it, with all that follows; pressed twice, it is done once."""
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
