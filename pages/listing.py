"""Listings: paginated results, filters as plain links, and the query parameters of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, QueryDict
from modelsearch.query import SearchQuery

from pages.filters import filter_choices
from pages.querysets import HubPageQuerySet


def _query_dict(params: Mapping[str, str | None]) -> QueryDict:
    """Return query parameters as ``{% querystring %}`` takes them, without those that are None."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in params.items() if value is not None})
    return query


class Listing:
    """One page of ordered results.

    Templates build every link from `params` with ``{% querystring %}``; a page number that does
    not exist leads to the nearest one.

    Args:
        results: What is listed, in order.
        request: The request; its ``page`` parameter chooses the page of results.
        params: The valid query parameters that chose these results, without the page number.
        unfiltered_params: Those of them that stay when the filters are cleared.
        page_size: How many results one page shows.
    """

    def __init__(
        self,
        results: QuerySet | Sequence,
        request: HttpRequest,
        params: Mapping[str, str] | None = None,
        unfiltered_params: Mapping[str, str] | None = None,
        page_size: int = 20,
    ) -> None:
        self.results = results
        self.request = request
        self.params = _query_dict(params or {})
        self.unfiltered_params = _query_dict(unfiltered_params or {})
        self.page_size = page_size

    @cached_property
    def page(self) -> PaginatorPage:
        """Return the requested page of results."""
        return Paginator(self.results, self.page_size).get_page(self.request.GET.get("page"))

    @property
    def total(self) -> int:
        """Return the number of results on all pages."""
        return self.page.paginator.count

    @property
    def is_filtered(self) -> bool:
        """Return whether any parameter beyond `unfiltered_params` narrows the results."""
        return self.params != self.unfiltered_params

    @property
    def elided_page_range(self) -> list[int | str]:
        """Return the page numbers to link to, with an ellipsis where some are left out."""
        paginator = self.page.paginator
        numbers = paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return list(numbers)


@dataclass(frozen=True)
class FilterOption:
    """One link of a filter.

    Attributes:
        label: The link's text.
        params: The query parameters of the listing with this choice.
        active: Whether it is chosen.
    """

    label: str
    params: QueryDict
    active: bool


@dataclass(frozen=True)
class Filter:
    """One filter of a listing.

    Attributes:
        label: Its name for readers.
        options: Its links; the first one removes the filter.
        chosen: The label of the chosen option, or an empty string.
    """

    label: str
    options: list[FilterOption] = field(default_factory=list)
    chosen: str = ""


class PageListing(Listing):
    """A listing of hub pages with filters, and optionally a search query.

    Unknown filters and values count as not given, so that any query string gets an answer.

    Args:
        pages: The pages this user may see, before any filter.
        request: The request whose query parameters are the chosen filters.
        filter_names: The filters on offer: ``topic``, ``type``, ``audience``, ``year``.
        query: The search text as submitted; empty to list all, the newest first.
        search_query: What to search for in place of the text.
        page_size: How many pages one page of results shows.
    """

    def __init__(
        self,
        pages: HubPageQuerySet,
        request: HttpRequest,
        filter_names: tuple[str, ...],
        query: str = "",
        page_size: int = 12,
        search_query: SearchQuery | None = None,
    ) -> None:
        years = pages.order_by().annotate(year=ExtractYear("first_published_at"))
        self.choices = {name: filter_choices(name, request.user, years) for name in filter_names}
        values = {name: request.GET.get(name, "") for name in filter_names}
        self.chosen = {
            name: self.choices[name][value]
            for name, value in values.items()
            if value in self.choices[name]
        }
        unfiltered_params = {"q": query} if query else {}
        super().__init__(
            self._results(pages, search_query or query),
            request,
            unfiltered_params | {name: values[name] for name in self.chosen},
            unfiltered_params,
            page_size,
        )

    def _results(self, pages: HubPageQuerySet, query: str | SearchQuery) -> Any:
        """Return the filtered pages with what cards show: by relevance, or the newest first."""
        for choice in self.chosen.values():
            pages = choice.apply(pages)
        pages = pages.for_cards()
        return pages.rank_overdue_last().search(query) if query else pages.newest_first()

    @cached_property
    def filters(self) -> list[Filter]:
        """Return the filters that offer a choice."""
        return [self._filter(name) for name in self.choices if len(self.choices[name]) > 1]

    def _filter(self, name: str) -> Filter:
        chosen = self.chosen.get(name)
        options = [
            FilterOption("All", self._params_with(name, None), active=chosen is None),
            *(
                FilterOption(choice.label, self._params_with(name, value), choice is chosen)
                for value, choice in self.choices[name].items()
            ),
        ]
        return Filter(name.capitalize(), options, chosen.label.strip() if chosen else "")

    def _params_with(self, name: str, value: str | None) -> QueryDict:
        return _query_dict({**self.params.dict(), name: value})
