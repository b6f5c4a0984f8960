"""A listing: pages to list, filters that are plain links, and pages of results."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, QueryDict

from pages.filters import FilterChoice, filter_choices
from pages.paging import Paged
from pages.querysets import HubPageQuerySet


@dataclass(frozen=True)
class FilterOption:
    """One link of a filter."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class Filter:
    """One way to narrow a listing.

    Attributes:
        name: Its name in the address.
        label: Its name for people.
        options: Its links; the first one takes the filter off.
        chosen: The label of the choice in force, or an empty string.
    """

    name: str
    label: str
    options: list[FilterOption] = field(default_factory=list)
    chosen: str = ""


class Listing(Paged):
    """What a reader asked for, out of what may be listed.

    Whatever stands in the address, the answer is a list: unknown filters and choices count as
    not given, and a page number that does not exist leads to the nearest one.

    Args:
        pages: What may be listed for this reader, before any filter.
        request: The reader's request.
        filters: The names of the filters on offer: topic, type, audience, year.
        page_size: How many pages of the hub stand on one page of results.
        query: A search, when the listing shows results.
    """

    def __init__(
        self,
        pages: HubPageQuerySet,
        request: HttpRequest,
        filters: tuple[str, ...],
        page_size: int = 12,
        query: str = "",
    ) -> None:
        self.listed = pages
        self.request = request
        self.filter_names = filters
        self.page_size = page_size
        self.query = query

    @cached_property
    def choices(self) -> dict[str, dict[str, FilterChoice]]:
        """Return what each filter offers: choices by their value in the address."""
        years = self.listed.order_by().annotate(year=ExtractYear("first_published_at"))
        return {name: filter_choices(name, self.request.user, years) for name in self.filter_names}

    @cached_property
    def chosen(self) -> dict[str, FilterChoice]:
        """Return the choices in force, by the name of their filter."""
        given = self.request.GET
        found = {name: self.choices[name].get(given.get(name, "")) for name in self.filter_names}
        return {name: choice for name, choice in found.items() if choice}

    @property
    def is_filtered(self) -> bool:
        """Tell whether any filter is in force."""
        return bool(self.chosen)

    @cached_property
    def page(self) -> PaginatorPage:
        """Return the page of results asked for, with what cards show."""
        pages = self.listed
        for choice in self.chosen.values():
            pages = choice.narrow(pages)
        pages = pages.for_cards()
        found = pages.rank_overdue_last().search(self.query) if self.query else pages.newest_first()
        return Paginator(found, self.page_size).get_page(self.request.GET.get("page"))

    @property
    def total(self) -> int:
        """Return how many pages of the hub were found."""
        return self.page.paginator.count

    @cached_property
    def filters(self) -> list[Filter]:
        """Return the filters that offer a choice, as links."""
        return [self._filter(name) for name in self.filter_names if len(self.choices[name]) > 1]

    def _filter(self, name: str) -> Filter:
        chosen = self.chosen.get(name)
        anything = FilterOption("All", self.url(**{name: None}), active=chosen is None)
        options = [
            FilterOption(choice.label, self.url(**{name: value}), active=choice is chosen)
            for value, choice in self.choices[name].items()
        ]
        label = chosen.label.strip() if chosen else ""
        return Filter(name, name.capitalize(), [anything, *options], label)

    @property
    def clear_url(self) -> str:
        """Return the address without filters."""
        return self.url(**dict.fromkeys(self.filter_names))

    def url(self, **changes: object) -> str:
        """Return this address with other filters; a change of filter begins at page 1."""
        query = QueryDict(mutable=True)
        if self.query:
            query["q"] = self.query
        for name in self.chosen:
            query[name] = self.request.GET[name]
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
            elif (name, value) != ("page", 1):
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path
