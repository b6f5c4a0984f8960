"""Whoever asks for a number that no row can have finds nothing, and breaks nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse

from editorial.admin.query_parameters import MAX_ID, exceeds_max_id

TROUBLE = (OverflowError, DataError, IntegrityError)
"""What SQLite, PostgreSQL, and SQLite again at a limit, say of a bigger one."""


class BigNumbersMiddleware:
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
        if isinstance(trouble, TROUBLE) and any(map(exceeds_max_id, _said(request))):
            raise BadRequest("A number is too big.") from trouble


def _said(request: HttpRequest) -> Iterator[str]:
    """Yield each text that a request brings: in its address, its question and its form."""
    match = request.resolver_match
    yield from map(str, (*match.args, *match.kwargs.values()))
    for sent in (request.GET, request.POST):
        for _, values in sent.lists():
            yield from values
