"""Form for a profile and the visibility of its fields."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField

from accounts.display_names import find_display_name_error
from accounts.forms.mixins import name_required_fields
from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS, Region
from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from accounts.profile_visibility import ProfileVisibility
from library.forms import ImageUploadField

NAME_HELP_TEXT = (
    "Everyone sees this name with what you write in public discussions, unless you choose another "
    "name in a discussion. Members of your networks see it with what you write and share there. "
    "It does not have to be your real name."
)
LIST_CHOICES = [
    (ProfileVisibility.NETWORKS, "Yes, in my networks"),
    (ProfileVisibility.NOBODY, "No"),
]
PICTURE_HELP_TEXT = "JPEG, PNG, GIF, WebP or AVIF, up to 10 MB. We crop it to a small square."


class ProfileForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """The fields of a profile, each with its visibility."""

    new_picture = ImageUploadField(
        label="Picture",
        required=False,
        widget=forms.FileInput,
    )
    remove_picture = forms.BooleanField(label="Remove picture", required=False)

    class Meta:
        model = Profile
        fields = [name for name in PROFILE_FIELDS if name != "picture"] + [
            f"{name}_visibility" for name in PROFILE_FIELDS
        ]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "about": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's field overwrites the help text it is given.
        self.fields["new_picture"].help_text = PICTURE_HELP_TEXT
        self.fields["name"].label = "Display name"
        self.fields["name"].help_text = NAME_HELP_TEXT
        self.fields["name_visibility"].label = "Show you in the list of members"
        self.fields["name_visibility"].choices = LIST_CHOICES
        self.previous_name = self.instance.name
        name_required_fields(self)
        self.fields["region"].choices = [("", "Not given"), *Region.choices]
        if not self.instance.picture:
            del self.fields["remove_picture"]

    def fields_with_visibility(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield each field together with its visibility field."""
        for name in PROFILE_FIELDS:
            field_name = "new_picture" if name == "picture" else name
            yield self[field_name], self[f"{name}_visibility"]

    def clean_name(self) -> str:
        """Refuse a new name that claims a role, or that a member shows already.

        The team may show its role.

        Raises:
            ValidationError: The name is such.
        """
        name = " ".join(self.cleaned_data["name"].split())
        is_team = self.instance.user.has_perm("wagtailadmin.access_admin")
        is_new = bool(name) and name != self.previous_name
        if is_new and not is_team and (error := find_display_name_error(name)):
            raise forms.ValidationError(error)
        return name

    @transaction.atomic
    def save(self, commit: bool = True) -> Profile:
        """Save the profile; set or remove the picture where requested.

        The name of an account that is only a display name, as for accounts that people create
        themselves, changes with it: the menu and our emails use that.
        """
        profile = super().save(commit)
        user = profile.user
        if user.first_name == self.previous_name != profile.name and not user.last_name:
            user.first_name = profile.name
            user.save(update_fields=["first_name"])
        if self.cleaned_data.get("new_picture"):
            profile.set_picture(self.cleaned_data["new_picture"])
        elif self.cleaned_data.get("remove_picture"):
            profile.set_picture(None)
        return profile
