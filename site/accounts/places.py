"""Where somebody is led who has signed in and asked for nothing in particular."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User

Place = Callable[[User], str | None]

_places: list[Place] = []


def register(place: Place) -> Place:
    """Add a place for members: called with the person, it returns an address or None.

    The first that has an answer is taken. It can be used as a decorator.
    """
    if place not in _places:
        _places.append(place)
    return place


def place_of(user: User) -> str:
    """Return the address of a person's own place: the desk, a member's place, or the account."""
    if user.has_perm("wagtailadmin.access_admin"):
        return reverse("wagtailadmin_home")
    return next(filter(None, (place(user) for place in _places)), reverse("account_home"))
