"""What search finds beside pages: records of other rooms that have a public page of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """One thing found.

    Attributes:
        kind: What it is, as in “Network”.
        title: What it is called.
        url: Where it is read.
        summary: What a reader finds there.
    """

    kind: str
    title: str
    url: str
    summary: str


Finder = Callable[[str, Any], list[Found]]

_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Add a finder: called with a query and a user, it returns a few things that user may see."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def find_beside(query: str, user: Any) -> list[Found]:
    """Return what the rooms find for a query, of what a person may see."""
    return [found for finder in _finders for found in finder(query, user)]
