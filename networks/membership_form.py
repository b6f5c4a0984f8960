"""The form by which the desk makes somebody a member, or changes or ends what they are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from networks import belonging
from networks.models import Membership

LAST = "This is the last organiser. Make somebody else an organiser first, or end the membership."


class MembershipForm(WagtailAdminModelForm):
    """Whose membership it is, and of which network, stays as it was made."""

    instance: Membership
    ends = forms.BooleanField(
        label="End this membership",
        required=False,
        help_text="The room closes for this person at once. It stays in the list, as ended.",
    )

    class Meta:
        model = Membership
        fields = ["network", "user", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role_before = self.instance.role
        if self.instance.pk is None:
            del self.fields["ends"]
        else:
            for name in ("network", "user"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """See that a person belongs to a network once, and that what has ended is left alone.

        Raises:
            ValidationError: They belong to it already, this has ended, or nobody would run the
                network.
        """
        cleaned = super().clean()
        network, user, role = (cleaned.get(name) for name in ("network", "user", "role"))
        if self.instance.pk is None:
            if network and user and belonging.belongs(network, user):
                raise ValidationError(f"{user} belongs to {network.known_as} already.")
        elif self.instance.ended_at:
            raise ValidationError("This membership has ended. Add a new one instead.")
        elif role != self.role_before and belonging.is_last_organiser(self.instance):
            self.add_error("role", LAST)
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        """Do it, with all that follows; pressed twice, it is done once."""
        if self.instance.pk is None:
            role = self.instance.role
            self.instance = belonging.let_in(self.instance.network, self.instance.user)
            belonging.give_role(self.instance, role)
        elif self.cleaned_data["ends"]:
            belonging.end(self.instance)
        else:
            belonging.give_role(self.instance, self.instance.role)
        self.instance.refresh_from_db()
        return self.instance
