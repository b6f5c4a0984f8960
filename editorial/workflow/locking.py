"""People who press at the same moment about the same page take turns.

Wagtail reads a page, thinks, and writes it back whole. Of two who press at once, the second would
write over what the first has just decided: a page could be published and at once be a draft again.
"""

from collections.abc import Callable
from weakref import WeakSet

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from wagtail.models import Page

_PAGE_ID_ARGUMENTS = ("page_id", "page_to_move_id")
_PAGES_API_PREFIX = "wagtailadmin_api:pages"


def lock_page(page_id: object) -> None:
    """Keep a page for this transaction alone: whoever else would change it waits for its end.

    Whatever decides on a page, or changes it, asks for the page first and for what hangs on it
    after, so that no two wait for each other.
    """
    # So strong a hold stops no row that only points to the page, such as a line of its history.
    held = Page.objects.select_for_update(no_key=True).order_by().filter(pk=page_id)
    list(held.values_list("pk"))


class PageLockMiddleware:
    """Makes each form about a page of the admin one transaction, which holds the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.broken_off: WeakSet[HttpRequest] = WeakSet()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Wait for one's turn, and undo everything if something breaks."""
        page_id = page_id_from_request(request) if request.method == "POST" else None
        if page_id is None:
            return self.get_response(request)
        with transaction.atomic():
            lock_page(page_id)
            response = self.get_response(request)
            # Not before: the answer that says what went wrong may ask the database itself.
            if request in self.broken_off:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, trouble: Exception) -> None:
        """Note that the view did not come to its end."""
        self.broken_off.add(request)


def page_id_from_request(request: HttpRequest) -> int | None:
    """Return the id of the page that a form of the admin is about."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    names = ("pk",) if match.view_name.startswith(_PAGES_API_PREFIX) else _PAGE_ID_ARGUMENTS
    found = (match.kwargs[name] for name in names if name in match.kwargs)
    page_id = next(found, None)
    return page_id if isinstance(page_id, int) else None
