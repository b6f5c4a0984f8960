"""The desk at a glance: what waits for me, what I wait for, what is out."""

from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState, get_default_page_content_type

from editorial.dashboard.querysets import pending_for, pending_snippets_for, rows_with_pages
from editorial.guests.permissions import is_guest, restrict_to_section
from outbox.models import Notification

PUBLISHED_LIMIT = 10
ROW_LIMIT = 20


class UserPanel(Component):
    """A panel for one person."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = request.user


class PendingTasksPanel(UserPanel):
    """What this person may decide or move on; never a review of what they had a hand in."""

    name = "waiting"
    template_name = "editorial/dashboard/pending_tasks_panel.html"
    order = 100

    def get_context_data(self, parent_context: object) -> dict:
        """Find the open steps of the person's groups, and whether letters are stuck."""
        states = pending_for(self.user)
        at_desk = not is_guest(self.user)
        rows = [row | {"is_open": at_desk} for row in rows_with_pages(states[:ROW_LIMIT])]
        return {
            "rows": rows,
            "more": states.count() - len(rows),
            "names": at_desk,
            "undelivered": at_desk and Notification.objects.late().exists(),
            "request": self.request,
            "csrf_token": get_token(self.request),
        }


class PendingSnippetsPanel(UserPanel):
    """Networks and forms that this person may decide on; shown where there are some."""

    name = "records"
    template_name = "editorial/dashboard/pending_snippets_panel.html"
    order = 105

    def get_context_data(self, parent_context: object) -> dict:
        """Find them; guests decide on none."""
        return {"records": [] if is_guest(self.user) else pending_snippets_for(self.user)}


class SubmittedPanel(UserPanel):
    """What this person sent in and is not yet out, with the remarks it came back with."""

    name = "submitted"
    template_name = "editorial/dashboard/submitted_panel.html"
    order = 110

    def get_context_data(self, parent_context: object) -> dict:
        """Find what the person waits for, what came back to them first."""
        states = workflow_states_submitted_by(self.user)
        found = list(states[:ROW_LIMIT])
        pages = Page.objects.in_bulk([int(state.object_id) for state in found])
        rows = [{"state": state, "page": pages[int(state.object_id)]} for state in found]
        return {"rows": rows, "more": states.count() - len(rows)}


class RecentlyPublishedPanel(UserPanel):
    """What was published lately."""

    name = "published"
    template_name = "editorial/dashboard/recently_published_panel.html"
    order = 120

    def get_context_data(self, parent_context: object) -> dict:
        """Find the latest, for a guest those of their campaigns."""
        return {"pages": recently_published_pages(self.user)}


def replace_homepage_panels(request: HttpRequest, panels: list) -> None:
    """Put the desk's panels in the place of Wagtail's."""
    kinds = (PendingTasksPanel, PendingSnippetsPanel, SubmittedPanel, RecentlyPublishedPanel)
    panels[:] = [kind(request) for kind in kinds]


def workflow_states_submitted_by(user: Any) -> Any:
    """Return the ways of what a person sent in, or began: those sent back first."""
    page = Page.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField())).order_by()
    return (
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type())
        .filter(Exists(page), Q(requested_by=user) | Exists(page.filter(owner=user)))
        .select_related("current_task_state__task", "current_task_state__finished_by")
        .order_by("-status", "-created_at", "-pk")
    )


def recently_published_pages(user: Any) -> list[Page]:
    """Return the latest published pages, for a guest those of their campaigns."""
    pages = Page.objects.live().filter(last_published_at__isnull=False, depth__gt=1)
    if is_guest(user):
        pages = restrict_to_section(user, pages)
    return list(pages.order_by("-last_published_at", "-pk")[:PUBLISHED_LIMIT])
