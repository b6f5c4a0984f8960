"""The desk at a glance: what waits for me, what I wait for, what is out."""

from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState, get_default_page_content_type

from editorial.guests import is_guest, only_room
from editorial.models import Notice
from editorial.waiting import waiting_for, with_pages
from editorial.waiting_records import records_for

NUMBER_PUBLISHED = 10
NUMBER_SHOWN = 20


class DeskPanel(Component):
    """A panel for one person."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = request.user


class WaitingPanel(DeskPanel):
    """What this person may decide or move on; never a review of what they had a hand in."""

    name = "waiting"
    template_name = "editorial/waiting.html"
    order = 100

    def get_context_data(self, parent_context: object) -> dict:
        """Find the open steps of the person's groups, and whether letters are stuck."""
        states = waiting_for(self.user)
        at_desk = not is_guest(self.user)
        rows = [row | {"is_open": at_desk} for row in with_pages(states[:NUMBER_SHOWN])]
        return {
            "rows": rows,
            "more": states.count() - len(rows),
            "names": at_desk,
            "undelivered": at_desk and Notice.objects.late().exists(),
            "request": self.request,
            "csrf_token": get_token(self.request),
        }


class RecordsPanel(DeskPanel):
    """Networks and forms that this person may decide on; shown where there are some."""

    name = "records"
    template_name = "editorial/waiting_records.html"
    order = 105

    def get_context_data(self, parent_context: object) -> dict:
        """Find them; guests decide on none."""
        return {"records": [] if is_guest(self.user) else records_for(self.user)}


class SubmittedPanel(DeskPanel):
    """What this person sent in and is not yet out, with the remarks it came back with."""

    name = "submitted"
    template_name = "editorial/submitted.html"
    order = 110

    def get_context_data(self, parent_context: object) -> dict:
        """Find what the person waits for, what came back to them first."""
        states = submitted_by(self.user)
        found = list(states[:NUMBER_SHOWN])
        pages = Page.objects.in_bulk([int(state.object_id) for state in found])
        rows = [{"state": state, "page": pages[int(state.object_id)]} for state in found]
        return {"rows": rows, "more": states.count() - len(rows)}


class PublishedPanel(DeskPanel):
    """What was published lately."""

    name = "published"
    template_name = "editorial/published.html"
    order = 120

    def get_context_data(self, parent_context: object) -> dict:
        """Find the latest, for a guest those of their campaigns."""
        return {"pages": published_lately(self.user)}


def set_panels(request: HttpRequest, panels: list) -> None:
    """Put the desk's panels in the place of Wagtail's."""
    kinds = (WaitingPanel, RecordsPanel, SubmittedPanel, PublishedPanel)
    panels[:] = [kind(request) for kind in kinds]


def submitted_by(user: Any) -> Any:
    """Return the ways of what a person sent in, or began: those sent back first."""
    page = Page.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField())).order_by()
    return (
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type())
        .filter(Exists(page), Q(requested_by=user) | Exists(page.filter(owner=user)))
        .select_related("current_task_state__task", "current_task_state__finished_by")
        .order_by("-status", "-created_at", "-pk")
    )


def published_lately(user: Any) -> list[Page]:
    """Return the latest published pages, for a guest those of their campaigns."""
    pages = Page.objects.live().filter(last_published_at__isnull=False, depth__gt=1)
    if is_guest(user):
        pages = only_room(user, pages)
    return list(pages.order_by("-last_published_at", "-pk")[:NUMBER_PUBLISHED])
