"""Whoever asks for a number that no row can have finds nothing, and breaks nothing."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

from config.views import bad_request
from editorial.admin.query_parameters import MAX_ID, exceeds_max_id

NUMBER_ERRORS = (OverflowError, DataError, IntegrityError)
"""What SQLite, PostgreSQL, and SQLite again at a limit, say of a bigger one."""


class OversizedNumberMiddleware:
    """Answers 404 where an address is of such a number, and 400 where a question broke on one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Look at the numbers of the address.

        Raises:
            Http404: One is too big.
        """
        numbers = (value for value in (*args, *kwargs.values()) if isinstance(value, int))
        if any(number > MAX_ID for number in numbers):
            raise Http404

    def process_exception(self, request: HttpRequest, trouble: Exception) -> None:
        """Look for the reason of what a database would not take.

        Raises:
            BadRequest: Something in the question is too big.
        """
        if isinstance(trouble, NUMBER_ERRORS) and any(
            map(exceeds_max_id, _request_values(request))
        ):
            raise BadRequest("A number is too big.") from trouble


def _request_values(request: HttpRequest) -> Iterator[str]:
    """Yield each text that a request brings: in its address, its question and its form."""
    match = request.resolver_match
    yield from map(str, (*match.args, *match.kwargs.values()))
    for sent in (request.GET, request.POST):
        for _, values in sent.lists():
            yield from values


REQUIRED_FIELDS = {
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url"},
    "wagtailredirects:process_import": {"import_file_name", "input_format"},
}
"""The fields without which a view fails, where it does not ask for them itself."""

_COUNT_FIELD = re.compile(r"-(?:count|order)$")
_NUMBER = re.compile(r"[0-9]{1,4}")


def reject_incomplete_forms(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: answer 400 to a form that lacks a field the view needs.

    The admin's own pages post complete forms, and some of Wagtail's views rely on it.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.resolver_match.view_name
        if request.method == "POST" and name.startswith("wagtail"):
            required = REQUIRED_FIELDS.get(name, set())
            if not required <= request.POST.keys() or not has_valid_counts(request.POST):
                return bad_request(request)
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError:
            return bad_request(request)

    return wrapper


def has_valid_counts(form: Any) -> bool:
    """Return whether what should count the blocks of a form does.

    Args:
        form: What was posted.
    """
    return all(_NUMBER.fullmatch(form[name]) for name in form if _COUNT_FIELD.search(name))
