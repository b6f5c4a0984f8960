"""Limits of requests: ids no row can have, incomplete forms of the admin, long search texts.

Such requests are made by hand. Wagtail's views and the databases raise exceptions on them, which
would be answered with status 500, or take minutes.
"""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDictKeyError

from config.malformed_forms import bound_form_counts, malformed_form
from config.views import bad_request
from editorial.modeladmin import MAX_ID, exceeds_max_id
from search_index.backend import MAX_QUERY_LENGTH, MAX_QUERY_WORDS

NUMBER_ERRORS = (OverflowError, DataError, IntegrityError)
"""What SQLite, PostgreSQL, and SQLite again at the limit, raise for a number above `MAX_ID`."""
REQUIRED_FIELDS = {
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url"},
    "wagtailredirects:process_import": {"import_file_name", "input_format"},
}
"""The fields that Wagtail views read without checking for them, by view name."""


_COUNT_FIELD = re.compile(r"-(?:count|order)$")
_ORDER_FIELD = re.compile(r"(?P<block>(?P<stream>.+)-[0-9]+)-order")
_NUMBER = re.compile(r"[0-9]{1,4}")


class OversizedNumberMiddleware:
    """Responds with 404 to oversized ids in URLs, and with 400 to those in parameters.

    Public URLs contain ids too, so this middleware looks at every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Check the ids of the URL.

        Raises:
            Http404: An id is oversized.
        """
        ids = (value for value in (*args, *kwargs.values()) if isinstance(value, int))
        if any(value > MAX_ID for value in ids):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Find out whether an oversized id caused the exception of a database.

        Raises:
            BadRequest: A parameter is an oversized id.
        """
        if isinstance(exception, NUMBER_ERRORS) and any(
            map(exceeds_max_id, _request_values(request))
        ):
            raise BadRequest("A number is too big.") from exception


def _request_values(request: HttpRequest) -> Iterator[str]:
    """Yield the values in the URL, the query string and the form of a request."""
    match = request.resolver_match
    yield from map(str, (*match.args, *match.kwargs.values()))
    for parameters in (request.GET, request.POST):
        for _, values in parameters.lists():
            yield from values


def reject_incomplete_forms(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: answer 400 to a form that lacks a field the view needs.

    The admin's own pages post complete forms, and some of Wagtail's views rely on it. The same
    holds for the ids of several chosen objects.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.resolver_match.view_name
        if request.method == "POST":
            bound_form_counts(request)
        if request.method == "POST" and name.startswith("wagtail"):
            required = REQUIRED_FIELDS.get(name, set())
            if not required <= request.POST.keys() or not has_valid_counts(request.POST):
                return malformed_form(request)
        if name.endswith("chosen_multiple") and not all(
            map(str.isdecimal, request.GET.getlist("id"))
        ):
            return bad_request(request)
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError:
            return malformed_form(request)

    return wrapper


def shorten_search_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: pass on only the beginning of a very long search text."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = request.GET.get("q", "")
        if len(text) > MAX_QUERY_LENGTH or len(text.split()) > MAX_QUERY_WORDS:
            request.GET = request.GET.copy()
            request.GET["q"] = " ".join(text[:MAX_QUERY_LENGTH].split()[:MAX_QUERY_WORDS])
        return view(request, *args, **kwargs)

    return wrapper


def has_valid_counts(form: QueryDict) -> bool:
    """Return whether the fields that count and order the blocks of a form are numbers.

    Two blocks of one stream have no order in common: Wagtail would compare their contents.
    """
    if not all(_NUMBER.fullmatch(form[name]) for name in form if _COUNT_FIELD.search(name)):
        return False
    matches = (_ORDER_FIELD.fullmatch(name) for name in form)
    orders = [
        (match["stream"], int(form[match[0]]))
        for match in matches
        if match and not form.get(f"{match['block']}-deleted")
    ]
    return len(set(orders)) == len(orders)
