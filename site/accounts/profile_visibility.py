"""Visibility of profile fields to members of a user's networks."""

from django.contrib.auth.models import AbstractUser
from wagtail import hooks

HOOK = "users_share_network"


def share_network(viewer: AbstractUser, owner: AbstractUser) -> bool:
    """Return whether two users share a network, by the hook `users_share_network`."""
    return any(shares(viewer, owner) for shares in hooks.get_hooks(HOOK))
