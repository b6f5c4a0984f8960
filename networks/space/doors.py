"""The doors of networks' rooms, as a member finds them from their account."""

from typing import Any

from django.urls import reverse

from accounts.spaces import SpaceLink
from networks.models import Network


def rooms_of(user: Any) -> list[SpaceLink]:
    """Return the rooms that a person may enter, by name."""
    return [
        SpaceLink(network.name, reverse("networks:space", args=[network.slug]))
        for network in Network.objects.open_to(user).only("name", "slug").order_by("name")
    ]
