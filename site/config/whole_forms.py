"""A form that arrives in pieces is a bad request, and no failure of the hub.

The admin's own pages send whole forms. Some of its views take that for granted, and would fall over
what somebody sends by hand.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

from config.errors import bad_request

NEEDED = {
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url"},
    "wagtailredirects:process_import": {"import_file_name", "input_format"},
}
"""The fields without which a view fails, where it does not ask for them itself."""

_COUNTS = re.compile(r"-(?:count|order)$")
_NUMBER = re.compile(r"[0-9]{1,4}")


class WholeFormMiddleware:
    """Answers 400 where a form lacks what its view needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Stop a form that lacks a field, or that counts its blocks in something but numbers."""
        name = request.resolver_match.view_name
        if request.method != "POST" or not name.startswith("wagtail"):
            return None
        if NEEDED.get(name, set()) <= request.POST.keys() and counts(request.POST):
            return None
        return bad_request(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Answer for a view that looked for a field in vain."""
        if isinstance(trouble, MultiValueDictKeyError):
            return bad_request(request)
        return None


def counts(form: Any) -> bool:
    """Return whether what should count the blocks of a form does.

    Args:
        form: What was posted.
    """
    return all(_NUMBER.fullmatch(form[name]) for name in form if _COUNTS.search(name))
