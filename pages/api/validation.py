"""Validation of the API's query parameters, before any of them reaches the database."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from rest_framework.request import Request
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from pages.filters import filter_choices
from pages.querysets import HubPageQuerySet
from search_index.backend import MAX_QUERY_LENGTH

FILTER_NAMES = ("type", "topic", "audience", "year")
ORDER_FIELDS = ("title", "first_published_at", "last_published_at")
MAX_OFFSET = 100_000


class PagesPagination(WagtailPagination):
    """Limits ``offset``, in addition to Wagtail's limit on ``limit``."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Return one page of the queryset.

        Raises:
            BadRequestError: ``offset`` or ``limit`` is not a number, or is too large.
        """
        try:
            exceeds_limit = int(request.GET.get("offset", 0)) > MAX_OFFSET
        except ValueError:
            exceeds_limit = False  # Not a number: Wagtail reports it.
        if exceeds_limit:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return super().paginate_queryset(queryset, request, view)


def apply_filters(pages: HubPageQuerySet, params: QueryDict) -> HubPageQuerySet:
    """Apply the filters in the query parameters; they are those of the hub's listings.

    Raises:
        BadRequestError: A filter has no choice of that value.
    """
    names = [name for name in FILTER_NAMES if name in params]
    years = pages.annotate(year=ExtractYear("first_published_at"))
    for name in names:
        choice = filter_choices(name, AnonymousUser(), years).get(params[name])
        if choice is None:
            raise BadRequestError(f"unknown value of {name}")
        pages = choice.apply(pages)
    return pages


def apply_search_or_order(pages: HubPageQuerySet, params: QueryDict) -> Any:
    """Return the pages that match ``search``, by relevance, or all pages sorted by ``order``.

    Raises:
        BadRequestError: ``order`` is unknown, or is combined with ``search``.
    """
    order, query = params.get("order", ""), params.get("search", "")
    if order and order.removeprefix("-") not in ORDER_FIELDS:
        raise BadRequestError(
            f"order must be one of {', '.join(ORDER_FIELDS)}, with or without - before it"
        )
    if "search" in params:
        if order:
            raise BadRequestError(
                "search results are ordered by relevance, so order cannot be used with search"
            )
        return pages.search(query.replace("\0", "")[:MAX_QUERY_LENGTH])
    return pages.order_by(order, "pk") if order else pages.newest_first()
