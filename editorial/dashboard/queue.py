"""The queue: everything that waits at the desk, page by page, for whoever wants the whole of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator

from editorial.dashboard.filters import QueueFilters
from editorial.dashboard.querysets import pending_for, pending_on_editable_pages, rows_with_pages
from editorial.guests.permissions import is_guest

MENU_ITEM_NAME = "queue"
PER_PAGE = 50


def queue_menu_item() -> MenuItem:
    """Offer the queue in the menu, below the pages."""
    return MenuItem(
        "Queue", reverse("editorial:queue"), name=MENU_ITEM_NAME, icon_name="tasks", order=150
    )


class QueueView(View):
    """Lists what waits, the most pressing first. A guest sees their own pages, and no names."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of it, as narrow as was asked for."""
        filters = QueueFilters(request.user, pending_on_editable_pages(request.user), request.GET)
        states = filters.narrowed()
        paginator = WagtailPaginator(states, PER_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "piece", "pieces"
        shown = paginator.get_page(request.GET.get("p"))
        context = {
            "filters": filters,
            "page_obj": shown,
            "elided_page_range": paginator.get_elided_page_range(shown.number),
            "late": states.filter(due_on__lt=timezone.localdate()).count(),
            "rows": _rows(request.user, shown.object_list),
            "names": not is_guest(request.user),
            "here": request.get_full_path(),
        }
        return render(request, "editorial/dashboard/queue.html", context)


def _rows(user: Any, states: Any) -> list[dict]:
    """Return the steps with their pages, each with whether the person may take it.

    A guest takes nothing: what waits for them waits for nobody else.
    """
    rows = rows_with_pages(states)
    shown = [] if is_guest(user) else [row["state"].pk for row in rows]
    own = set(pending_for(user).filter(pk__in=shown).values_list("pk", flat=True))
    return [row | {"is_open": row["state"].pk in own} for row in rows]
