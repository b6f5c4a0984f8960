"""The sections of a room: its menu, to which another room of the house may add a door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.spaces import SpaceLink
from networks.models import Membership, Network


@dataclass(frozen=True)
class SpaceSection:
    """One section of every network's room.

    Attributes:
        key: What its views call it.
        name: What members call it.
        address: Returns its address in a network's room.
        for_organisers: Whether it is for those who run the network.
    """

    key: str
    name: str
    address: Callable[[Network], str]
    for_organisers: bool = False


@dataclass(frozen=True)
class NavigationItem:
    """A section as one member sees it in the menu."""

    name: str
    url: str
    is_current: bool


_sections: list[SpaceSection] = []


def add_section(section: SpaceSection) -> None:
    """Add a section behind those that are there; asked twice, it is there once."""
    if section.key not in {one.key for one in _sections}:
        _sections.append(section)


def navigation_items(
    network: Network, membership: Membership, current: str
) -> list[NavigationItem]:
    """Return the sections a member may open, in order."""
    return [
        NavigationItem(section.name, section.address(network), section.key == current)
        for section in _sections
        if membership.is_organiser or not section.for_organisers
    ]


def space_url(view_name: str) -> Callable[[Network], str]:
    """Return what finds a view's address in a network's room."""
    return lambda network: reverse(view_name, args=[network.slug])


def user_spaces(user: Any) -> list[SpaceLink]:
    """Return the rooms that a person may enter, by name."""
    return [
        SpaceLink(network.name, reverse("networks:space", args=[network.slug]))
        for network in Network.objects.open_to(user).only("name", "slug").order_by("name")
    ]
