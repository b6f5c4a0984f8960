"""What somebody looks for in a room: words, narrower choices, and pages of results."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from pages.paging import Paged

MAX_QUERY_LENGTH = 200


class SearchForm(forms.Form):
    """The words to look for. Whatever stands in the address, the answer is a list."""

    q = forms.CharField(label="Words to look for", required=False, max_length=MAX_QUERY_LENGTH)
    q.widget.input_type = "search"

    def asked(self) -> dict[str, str]:
        """Return what was asked for, by its field's name; what is amiss counts as not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SearchResults(Paged):
    """What a room has of what somebody asked for.

    Args:
        form: What they asked; it is bound.
        found: What was found, in its order: a question, or what stands for each.
        request: Their request.
        page_size: How many stand on one page of results.
    """

    def __init__(
        self, form: SearchForm, found: QuerySet | list, request: HttpRequest, page_size: int = 20
    ) -> None:
        self.form = form
        self.found = found
        self.request = request
        self.page_size = page_size

    @cached_property
    def page(self) -> PaginatorPage:
        """Return the page of results asked for, or the nearest one there is."""
        return Paginator(self.found, self.page_size).get_page(self.request.GET.get("page"))

    @property
    def total(self) -> int:
        """Return how many were found."""
        return self.page.paginator.count

    @property
    def is_asked(self) -> bool:
        """Return whether anything in particular was asked for."""
        return bool(self.form.asked())

    @property
    def clear_url(self) -> str:
        """Return the address at which all stand."""
        return self.request.path

    def url(self, **changes: Any) -> str:
        """Return the address of these results with something changed."""
        query = QueryDict(mutable=True)
        query.update({**self.form.asked(), **changes})
        return f"{self.request.path}?{query.urlencode()}"
