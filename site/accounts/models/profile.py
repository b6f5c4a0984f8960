"""Profile of a member, with the visibility of each field."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django_countries.fields import CountryField

from accounts import profile_pictures
from accounts.profile_visibility import ProfileVisibility, have_common_network, visibility_field
from library.storage import private_storage


class Region(models.TextChoices):
    """The nations and regions of the United Kingdom, as its statistics office has them.

    Source: Office for National Statistics, International Territorial Level 1.
    """

    EAST = "east", "East of England"
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    LONDON = "london", "London"
    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"
    SCOTLAND = "scotland", "Scotland"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    WALES = "wales", "Wales"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    YORKSHIRE = "yorkshire", "Yorkshire and the Humber"


PROFILE_FIELDS = ("name", "role", "organisation", "country", "region", "about", "picture")
"""The fields of a profile; each has a field `…_visibility` with its visibility."""


class Profile(models.Model):
    """A member's description of themselves; every field has a visibility, by default private."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    name = models.CharField("name", max_length=150, help_text="The name that other members see.")
    name_visibility = visibility_field("name", ProfileVisibility.NETWORKS)
    role = models.CharField(
        max_length=150, blank=True, help_text="For example, “Patient safety manager”."
    )
    role_visibility = visibility_field("role")
    organisation = models.CharField(max_length=200, blank=True)
    organisation_visibility = visibility_field("organisation")
    country = CountryField(blank=True, blank_label="Not given")
    country_visibility = visibility_field("country")
    region = models.CharField(
        max_length=max(len(value) for value in Region.values),
        choices=Region.choices,
        blank=True,
        help_text="If you are in the United Kingdom.",
    )
    region_visibility = visibility_field("region")
    about = models.TextField(
        "about you",
        max_length=2000,
        blank=True,
        help_text="What you work on, and what other members can ask you about. Do not include "
        "details of patients.",
    )
    about_visibility = visibility_field("description of you")
    picture = models.FileField(
        upload_to=profile_pictures.upload_path, storage=private_storage, blank=True
    )
    picture_visibility = visibility_field("picture")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get_for_user(cls, user: Any) -> "Profile":
        """Return a user's profile, created with the user's name if there is none."""
        return cls.objects.get_or_create(user=user, defaults={"name": user.get_full_name()})[0]

    @property
    def filled_fields(self) -> dict[str, Any]:
        """Return the fields that are filled in, as displayed, by name."""
        values = {part: getattr(self, part) for part in PROFILE_FIELDS}
        values["region"] = self.get_region_display()
        values["country"] = self.country.name
        return {part: value for part, value in values.items() if value}

    @property
    def fields_visible_to_networks(self) -> dict[str, Any]:
        """Return the fields visible to members of the owner's networks; the caller checks that."""
        return {
            part: value
            for part, value in self.filled_fields.items()
            if getattr(self, f"{part}_visibility") == ProfileVisibility.NETWORKS
        }

    def visible_fields(self, viewer: Any) -> dict[str, Any]:
        """Return the fields of this profile that are visible to a viewer, by name.

        Args:
            viewer: The user, signed in or not.
        """
        if not viewer.is_authenticated:
            return {}
        if viewer.pk == self.user_id:
            return self.filled_fields
        return self.fields_visible_to_networks if have_common_network(viewer, self.user) else {}

    def set_picture(self, picture: File | None) -> None:
        """Set the picture, or remove it with None; save the field, delete the previous file."""
        if self.picture:
            profile_pictures.delete_file_on_commit(self.picture.storage, self.picture.name)
        self.picture = ""
        if picture:
            self.picture.save("", profile_pictures.crop_to_square(picture), save=False)
        self.save(update_fields=["picture"])
