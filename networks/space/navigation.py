"""Navigation: the sections of a network's space, and the spaces a user may enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.spaces import SpaceLink
from networks.models import Membership, Network


@dataclass(frozen=True)
class SpaceSection:
    """A section of every network's space.

    Attributes:
        key: The `section` of its views.
        name: Its label.
        view_name: The URL name of its first page, which takes the network's slug.
        for_organisers: Whether only organisers see it.
    """

    key: str
    name: str
    view_name: str
    for_organisers: bool = False


@dataclass(frozen=True)
class NavigationItem:
    """A section in the navigation of one network's space."""

    name: str
    url: str
    is_current: bool


SECTIONS = (
    SpaceSection("home", "Home", "networks:space"),
    SpaceSection("discussions", "Discussions", "networks:discussions"),
    SpaceSection("sessions", "Sessions", "networks:sessions"),
    SpaceSection("resources", "Resources", "networks:resources"),
    SpaceSection("people", "Members", "networks:directory"),
    SpaceSection("messages", "Messages", "networks:message_archive"),
    SpaceSection("mine", "Your membership", "networks:own_membership"),
    SpaceSection("organise", "Manage the network", "networks:organise", for_organisers=True),
)


def navigation_items(
    network: Network, membership: Membership, current: str
) -> list[NavigationItem]:
    """Return the sections that a member may open, in order.

    Args:
        network: The network.
        membership: The user's membership.
        current: The key of the current section.
    """
    return [
        NavigationItem(
            section.name, reverse(section.view_name, args=[network.slug]), section.key == current
        )
        for section in SECTIONS
        if membership.is_organiser or not section.for_organisers
    ]


def user_spaces(user: Any) -> list[SpaceLink]:
    """Return links to the spaces of the networks that a user belongs to, by name."""
    return [
        SpaceLink(network.name, reverse("networks:space", args=[network.slug]))
        for network in Network.objects.open_to(user).only("name", "slug").order_by("name")
    ]
