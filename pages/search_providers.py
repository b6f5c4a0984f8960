"""Records of other apps shown with pages, in search results and on topic pages.

An app registers the hooks `pages_search_results` and `pages_topic_results`; see
`docs/extension-points.md`.
"""

from dataclasses import dataclass
from typing import Any

from modelsearch.query import SearchQuery
from wagtail import hooks


@dataclass(frozen=True)
class SearchResult:
    """A record with a public page of its own, as search results and topic pages show it.

    Attributes:
        kind: The name of its type, as in “Network”.
        title: Its title.
        url: The URL of its public page.
        summary: What a reader finds there.
    """

    kind: str
    title: str
    url: str
    summary: str


def get_search_results(query: SearchQuery, user: Any) -> list[SearchResult]:
    """Return the records of other apps that match a query and that a user may see."""
    providers = hooks.get_hooks("pages_search_results")
    return [result for provider in providers for result in provider(query, user)]


def get_topic_results(topic: Any, user: Any) -> list[SearchResult]:
    """Return the records of other apps about a topic or one beneath it that a user may see."""
    providers = hooks.get_hooks("pages_topic_results")
    return [result for provider in providers for result in provider(topic, user)]
