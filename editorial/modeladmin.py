"""Base class of the modeladmin listings: strict query parameters, exports that are safe to open."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail_modeladmin.helpers import AdminURLHelper, DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdmin

from editorial.exports import SafeExportIndexView
from search_index.folded_lookups import filter_by_words

MAX_ID = 2**63 - 1
"""The largest primary key: both databases store ids in 64 bits."""


def exceeds_max_id(value: str) -> bool:
    """Return whether a text is a number above every possible primary key."""
    return value.isdecimal() and (len(value) > len(str(MAX_ID)) or int(value) > MAX_ID)


def strip_nul(parameters: QueryDict) -> QueryDict:
    """Return query parameters without NUL characters, which PostgreSQL rejects."""
    clean = QueryDict(mutable=True)
    for name, values in parameters.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return clean


class IntegerPkURLHelper(AdminURLHelper):
    """URL patterns that accept integer primary keys only; the library's accept any text."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class StrictIndexView(SafeExportIndexView):
    """A listing that accepts no query parameters but those of its own filters.

    The library applies any lookup, across all relations: a user could find out letter by letter
    what they may not read.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect a request with other parameters to the unfiltered listing."""
        request.GET = strip_nul(request.GET)
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def get_filters(self, request: HttpRequest) -> tuple[list, bool, dict, bool]:
        """Return the filters.

        Raises:
            IncorrectLookupParameters: A parameter is no filter, or exceeds the largest id.
        """
        specs, has_filters, others, use_distinct = super().get_filters(request)
        parameters = self.get_filters_params().values()
        if others or any(exceeds_max_id(value) for values in parameters for value in values):
            raise IncorrectLookupParameters
        return specs, has_filters, others, use_distinct


class FoldedSearchHandler(DjangoORMSearchHandler):
    """Searches without regard to case, accents and apostrophes."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        """Limit to the objects in which every word matches one of the search fields."""
        return filter_by_words(queryset, search_term, self.search_fields)


class StrictModelAdmin(ModelAdmin):
    """A listing of plain records, with views for each."""

    index_view_class = StrictIndexView
    url_helper_class = IntegerPkURLHelper
    search_handler_class = FoldedSearchHandler
