"""What a program may ask for: each question is checked before the database hears of it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from rest_framework.request import Request
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from pages.filters import filter_choices
from pages.querysets import HubPageQuerySet

FILTER_NAMES = ("type", "topic", "audience", "year")
ORDER_FIELDS = ("title", "first_published_at", "last_published_at")
MAX_QUERY_LENGTH = 200
MAX_OFFSET = 100_000


class PagesPagination(WagtailPagination):
    """Pages of results: as many as `WAGTAILAPI_LIMIT_MAX`, and not beyond any hub's end."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Return the items asked for.

        Raises:
            BadRequestError: Where to begin or how many is no number, or too large.
        """
        try:
            too_far = int(request.GET.get("offset", 0)) > MAX_OFFSET
        except ValueError:
            too_far = False  # It is no number, which Wagtail says itself.
        if too_far:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return super().paginate_queryset(queryset, request, view)


def apply_filters(pages: HubPageQuerySet, asked: QueryDict) -> HubPageQuerySet:
    """Keep what fits every filter; they are those of the hub's own lists.

    Raises:
        BadRequestError: A filter has no such value.
    """
    given = [name for name in FILTER_NAMES if name in asked]
    years = pages.annotate(year=ExtractYear("first_published_at"))
    for name in given:
        choice = filter_choices(name, AnonymousUser(), years).get(asked[name])
        if choice is None:
            raise BadRequestError(f"{name} has no such value")
        pages = choice.narrow(pages)
    return pages


def apply_search_or_order(pages: HubPageQuerySet, asked: QueryDict) -> Any:
    """Return what is searched for, the best first, or else all, in the order asked for.

    Raises:
        BadRequestError: There is no such order, or a search is to have one.
    """
    order, words = asked.get("order", ""), asked.get("search", "")
    if order and order.removeprefix("-") not in ORDER_FIELDS:
        raise BadRequestError(
            f"order must be one of {', '.join(ORDER_FIELDS)}, or one of them after -"
        )
    if "search" in asked:
        if order:
            raise BadRequestError("search comes with the best first, and takes no order")
        return pages.search(words.replace("\0", "")[:MAX_QUERY_LENGTH])
    return pages.order_by(order, "pk") if order else pages.newest_first()
