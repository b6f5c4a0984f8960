"""Visibility of profile fields to members of a user's networks."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from wagtail import hooks

HOOK = "users_share_network"


class ProfileVisibility(models.TextChoices):
    """To whom a profile field is visible, besides its owner."""

    NOBODY = "nobody", "Only me"
    NETWORKS = "networks", "Members of my networks"


def visibility_field(what: str, default: Any = ProfileVisibility.NOBODY) -> models.CharField:
    """Return the model field with the visibility of a profile field.

    Args:
        what: The profile field, as named in the label.
        default: The default visibility.
    """
    return models.CharField(
        f"who can see your {what}", max_length=8, choices=ProfileVisibility.choices, default=default
    )


def have_common_network(viewer: AbstractUser, owner: AbstractUser) -> bool:
    """Return whether two users share a network, by the hook `users_share_network`."""
    return any(shares(viewer, owner) for shares in hooks.get_hooks(HOOK))
