"""What members say of themselves, and who sees it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField

from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS, Region
from library.forms import ImageUploadField

PICTURE_HELP_TEXT = "JPEG, PNG, GIF, WebP or AVIF, up to 10 MB. We keep a small square of it."


class ProfileForm(forms.ModelForm):
    """Each part of a profile, and beside it who sees that part."""

    new_picture = ImageUploadField(
        label="Picture",
        required=False,
        widget=forms.FileInput,
    )
    no_picture = forms.BooleanField(label="Remove the picture", required=False)

    class Meta:
        model = Profile
        fields = [part for part in PROFILE_FIELDS if part != "picture"] + [
            f"{part}_seen_by" for part in PROFILE_FIELDS
        ]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "about": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's field writes its own, whatever it is given.
        self.fields["new_picture"].help_text = PICTURE_HELP_TEXT
        self.fields["region"].choices = [("", "Not said"), *Region.choices]
        if not self.instance.picture:
            del self.fields["no_picture"]

    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Yield each part's field with the one that says who sees it."""
        for part in PROFILE_FIELDS:
            name = "new_picture" if part == "picture" else part
            yield self[name], self[f"{part}_seen_by"]

    @transaction.atomic
    def save(self, commit: bool = True) -> Profile:
        """Save the profile, and its picture where there is a new one or none is wanted."""
        profile = super().save(commit)
        if self.cleaned_data.get("new_picture"):
            profile.put_picture(self.cleaned_data["new_picture"])
        elif self.cleaned_data.get("no_picture"):
            profile.put_picture(None)
        return profile
