"""What the hub holds about a person: each room says its part, for reading and for erasing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


@dataclass(frozen=True)
class Holding:
    """What one room holds.

    Attributes:
        name: What it is called in the copy that a person gets.
        export: Returns it for a person: dicts, lists, words, numbers, dates.
        erase: Takes away what is personal when the account is closed. What others have read or
            answered may stay, without the account.
    """

    name: str
    export: Callable[[User], Any]
    erase: Callable[[User], None]


_holdings: dict[str, Holding] = {}


def register(name: str, export: Callable[[User], Any], erase: Callable[[User], None]) -> None:
    """Add what a room holds; the same name again takes the place of the former."""
    _holdings[name] = Holding(name, export, erase)


def export(user: User) -> dict[str, Any]:
    """Return all that the hub holds about a person, room by room."""
    return {holding.name: holding.export(user) for holding in _holdings.values()}


def erase(user: User) -> None:
    """Erase what is personal, room by room. To be called in one transaction.

    The rooms that were furnished last go first: what they write to others in going, and perhaps to
    the person too, is still erased with the letters, and the account is there until all have gone.
    """
    for holding in reversed(_holdings.values()):
        holding.erase(user)
