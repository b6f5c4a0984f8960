"""The desk's lists of plain records: what no list can answer leads back to the whole list."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdmin

from editorial.row_numbers import is_too_big
from editorial.spreadsheets import HarmlessExportView


class NumberedURLs(AdminURLHelper):
    """Addresses of records, which are known by a number: anything else is no address."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class DeskListView(HarmlessExportView):
    """A list that is narrowed by its own filters alone.

    The library would take any lookup from the address, through every relation: somebody could
    find out letter by letter what they may not read.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; what was asked for and cannot be leads to the whole list."""
        request.GET = without_nul(request.GET)
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def get_filters(self, request: HttpRequest) -> tuple[list, bool, dict, bool]:
        """Return the filters.

        Raises:
            IncorrectLookupParameters: The address names something else, or a number too big.
        """
        specs, has_filters, others, use_distinct = super().get_filters(request)
        asked = self.get_filters_params().values()
        if others or any(is_too_big(value) for values in asked for value in values):
            raise IncorrectLookupParameters
        return specs, has_filters, others, use_distinct


class DeskList(ModelAdmin):
    """A list of plain records, and a page for each."""

    index_view_class = DeskListView
    url_helper_class = NumberedURLs


def without_nul(asked: QueryDict) -> QueryDict:
    """Return what an address asks for without the character that no database keeps."""
    clean = QueryDict(mutable=True)
    for name, values in asked.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return clean
