"""Row locks that serialise writes to one page.

Wagtail reads a page, decides, and writes the whole row back. Without a lock the second of two
simultaneous requests would overwrite the decision of the first: a page could be published and at
once become a draft again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, WorkflowState, get_default_page_content_type

_PAGE_ID_ARGUMENTS = ("page_id", "page_to_move_id")
_PAGES_API_PREFIX = "wagtailadmin_api:pages"
_PREVIEWS = ("preview_on_add", "preview_on_edit")
"""Views whose POST stores a form in the session, and writes nothing to the page."""


def lock_page(page_id: object) -> None:
    """Lock a page's row (SELECT … FOR NO KEY UPDATE) until the transaction ends.

    Code that decides on a page, or changes it, locks the page before the rows that refer to it, so
    that no two transactions wait for each other.
    """
    # NO KEY: rows that only refer to the page, such as log entries, can still be inserted.
    page = Page.objects.select_for_update(no_key=True).order_by().filter(pk=page_id)
    list(page.values_list("pk"))


def lock_content(state: WorkflowState) -> Any:
    """Lock what a workflow is about, then the workflow state; return the content read afterwards.

    A snippet has no page row: for it the workflow state alone is the lock.
    """
    if state.base_content_type_id == get_default_page_content_type().pk:
        lock_page(state.object_id)
    states = WorkflowState.objects.select_for_update(no_key=True)
    return states.get(pk=state.pk).content_object


def serialise_page_writes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: a POST about a page is one transaction that locks the page.

    An exception rolls the whole transaction back.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page_id = page_id_from_request(request, kwargs) if request.method == "POST" else None
        if page_id is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            lock_page(page_id)
            response = view(request, *args, **kwargs)
            # What a template reads belongs to the same transaction.
            render = getattr(response, "render", None)
            return render() if render else response

    return wrapper


def page_id_from_request(request: HttpRequest, kwargs: dict[str, Any]) -> int | None:
    """Return the id of the page that a view of the admin is about; None for any other view."""
    if request.resolver_match.url_name in _PREVIEWS:
        return None
    is_pages_api = request.resolver_match.view_name.startswith(_PAGES_API_PREFIX)
    names = ("pk",) if is_pages_api else _PAGE_ID_ARGUMENTS
    page_id = next((kwargs[name] for name in names if name in kwargs), None)
    return page_id if isinstance(page_id, int) else None
