"""Public search: what matches a query, or else a corrected query, or else some of its words."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from modelsearch.query import PlainText, SearchQuery

from pages.listing import PageListing
from pages.models import HubPage
from pages.querysets import HubPageQuerySet
from pages.search_providers import SearchResult, get_search_results
from search_index.corrections import compound_query, correct

FILTER_NAMES = ("type", "topic", "audience")


def vocabulary_sources() -> list[HubPageQuerySet]:
    """Return the pages whose words a search may correct a query to."""
    return [HubPage.objects.visible_to(AnonymousUser())]


class SearchResults:
    """The results of a query that a user may see.

    A query without results is tried again with misspelt words corrected, then for any of its
    words. Neither changes a query with results, so that exact matches are never among others.

    Args:
        request: The request; its parameters choose filters and the page of results.
        query: The search text as submitted.

    Attributes:
        corrected_query: The text that was searched for instead; empty if it was the query.
        matches_any_word: Whether the results have only some of the words.
        listing: The pages found, with filters.
        records: The records of other apps found.
    """

    listing: PageListing
    records: list[SearchResult]

    def __init__(self, request: HttpRequest, query: str) -> None:
        self.request = request
        self.query = query
        self.corrected_query = ""
        self.matches_any_word = False
        if self._find(compound_query(query)):
            return
        corrected = correct(query)
        if corrected and self._find(compound_query(corrected)):
            self.corrected_query = corrected
        else:
            # The page does not name the corrected words here: a reader might see none of them.
            self.matches_any_word = self._find(PlainText(corrected or query, operator="or"))

    def _find(self, search_query: SearchQuery) -> bool:
        """Search, and return whether anything is found, whatever the filters."""
        pages = HubPage.objects.visible_to(self.request.user)
        self.listing = PageListing(
            pages, self.request, FILTER_NAMES, query=self.query, search_query=search_query
        )
        self.records = get_search_results(search_query, self.request.user)
        if self.listing.total or self.records:
            return True
        return self.listing.is_filtered and bool(pages.search(search_query)[:1])
