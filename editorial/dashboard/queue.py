"""Queue: the list of all pending task states of pages, with filters."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator

from editorial.dashboard.filters import QueueFilters
from editorial.dashboard.querysets import (
    claimable_by,
    pending_on_editable_pages,
    rows_with_pages,
)
from editorial.guests.navigation import QUEUE_MENU_ITEM
from editorial.guests.permissions import is_guest

PER_PAGE = 50


def queue_menu_item() -> MenuItem:
    """Return the menu item of the queue, below the page explorer."""
    return MenuItem(
        "Queue", reverse("editorial:queue"), name=QUEUE_MENU_ITEM, icon_name="tasks", order=150
    )


class QueueView(View):
    """Lists pending task states by due date. Guests see their own pages, and no users' names."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render one page of the filtered list."""
        filters = QueueFilters(request.user, pending_on_editable_pages(request.user), request.GET)
        states = filters.filtered()
        paginator = WagtailPaginator(states, PER_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "page", "pages"
        page = paginator.get_page(request.GET.get("p"))
        context = {
            "filters": filters,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "late_count": states.filter(due_on__lt=timezone.localdate()).count(),
            "rows": _rows(request.user, page.object_list),
            "show_names": not is_guest(request.user),
            "current_url": request.get_full_path(),
        }
        return render(request, "editorial/dashboard/queue.html", context)


def _rows(user: Any, states: Any) -> list[dict]:
    """Return table rows with whether the user may claim each.

    A guest claims nothing: their own task is pending for no other user.
    """
    rows = rows_with_pages(states)
    state_ids = [row["state"].pk for row in rows]
    claimable = set(claimable_by(user).filter(pk__in=state_ids).values_list("pk", flat=True))
    return [row | {"can_claim": row["state"].pk in claimable} for row in rows]
