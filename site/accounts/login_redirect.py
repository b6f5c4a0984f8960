"""Where somebody is led who has signed in and asked for nothing in particular."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from accounts.roles import MEMBER, ORGANISER

Place = Callable[[User], str | None]

_places: list[Place] = []


def register(place: Place) -> Place:
    """Add a place for members: called with the person, it returns an address or None.

    The first that has an answer is taken. It can be used as a decorator.
    """
    if place not in _places:
        _places.append(place)
    return place


def login_redirect_url(user: User) -> str:
    """Return the address of a person's own place: the desk, a member's place, or the account.

    Organisers open the desk for requests alone. They run their network from its room, and so that
    is their place.
    """
    room = next(filter(None, (place(user) for place in _places)), None)
    desk = reverse("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else None
    room_first = not user.is_superuser and _roles_of(user) <= {MEMBER, ORGANISER}
    return (room or desk if room_first else desk or room) or reverse("account_home")


def _roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))
