"""What stands beside pages in search and under topics: records with a page of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SearchResult:
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


Finder = Callable[[str, Any], list[SearchResult]]
Gatherer = Callable[[Any, Any], list[SearchResult]]

_finders: list[Finder] = []
_gatherers: list[Gatherer] = []


def register(find: Finder, gather: Gatherer) -> None:
    """Add the records of a room.

    Args:
        find: Called with a query and a user, it returns a few things that user may see.
        gather: Called with a topic's page and a user, it returns what is about the topic or one
            of those beneath it, and that user may see.
    """
    _finders.append(find)
    _gatherers.append(gather)


def get_search_results(query: str, user: Any) -> list[SearchResult]:
    """Return what the rooms find for a query, of what a person may see."""
    return [found for finder in _finders for found in finder(query, user)]


def get_topic_results(topic: Any, user: Any) -> list[SearchResult]:
    """Return what the rooms hold about a topic, of what a person may see."""
    return [found for gather in _gatherers for found in gather(topic, user)]
