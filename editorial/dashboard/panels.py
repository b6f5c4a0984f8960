"""Panels of the admin's home page: pending tasks, submitted pages, recent publications."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState, get_default_page_content_type, get_page_models

from editorial.consent.models import SignOff
from editorial.dashboard.querysets import (
    pending_for,
    pending_sign_offs_for,
    pending_snippets_for,
    rows_with_pages,
)
from editorial.guests.permissions import is_guest, restrict_to_section, section_paths
from editorial.workflow.definitions import decided_by
from outbox.models import Notification

PUBLISHED_LIMIT = 10
ROW_LIMIT = 20


class UserPanel(Component):
    """Base of the panels, which show what concerns the user of the request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = request.user


class PendingTasksPanel(UserPanel):
    """Pages whose current task the user may decide or move on."""

    name = "waiting"
    template_name = "editorial/dashboard/pending_tasks_panel.html"
    order = 100

    def get_context_data(self, parent_context: object) -> dict:
        """Return the rows, and for staff whether notifications could not be delivered."""
        states = pending_for(self.user)
        is_staff = not is_guest(self.user)
        rows = [row | {"can_claim": is_staff} for row in rows_with_pages(states[:ROW_LIMIT])]
        return {
            "rows": rows,
            "more_count": states.count() - len(rows),
            "show_names": is_staff,
            "asked_for": "review" if is_staff else "agreement",
            "undelivered": is_staff and Notification.objects.late().exists(),
            "request": self.request,
            "csrf_token": get_token(self.request),
        }


class SignOffPanel(UserPanel):
    """Pages that wait for the sign-off of people without an account; hidden where none do."""

    name = "sign-off"
    template_name = "editorial/dashboard/sign_off_panel.html"
    order = 103

    def get_context_data(self, parent_context: object) -> dict:
        """Return the rows, each with the links that have not been answered yet."""
        states = pending_sign_offs_for(self.user)
        rows = rows_with_pages(states[:ROW_LIMIT])
        links: dict[int, list[SignOff]] = {row["page"].pk: [] for row in rows}
        for link in SignOff.objects.pending().filter(page__in=links).order_by("pk"):
            links[link.page_id].append(link)
        return {
            "rows": [row | {"links": links[row["page"].pk]} for row in rows],
            "more_count": states.count() - ROW_LIMIT if len(rows) == ROW_LIMIT else 0,
            "request": self.request,
            "csrf_token": get_token(self.request),
        }


class PendingSnippetsPanel(UserPanel):
    """Networks and forms whose current task the user may decide; hidden where there are none."""

    name = "records"
    template_name = "editorial/dashboard/pending_snippets_panel.html"
    order = 105

    def get_context_data(self, parent_context: object) -> dict:
        """Return the snippets; none for guests, who decide on none."""
        return {"pending": [] if is_guest(self.user) else pending_snippets_for(self.user)}


class OwnPagesPanel(UserPanel):
    """Base of the panels about pages the user submitted or owns, by the state of the workflow."""

    status = ""

    def get_context_data(self, parent_context: object) -> dict:
        """Return the rows."""
        states = workflow_states_submitted_by(self.user).filter(status=self.status)
        latest = list(states[:ROW_LIMIT])
        pages = Page.objects.in_bulk([int(state.object_id) for state in latest])
        rows = [
            {
                "state": state,
                "page": pages[int(state.object_id)],
                "decided_by": decided_by(state.current_task_state.task.name),
            }
            for state in latest
        ]
        return {
            "rows": rows,
            "more_count": states.count() - len(rows),
            "show_names": not is_guest(self.user),
        }


class SentBackPanel(OwnPagesPanel):
    """Pages that wait for changes by the user, with the comments; hidden where there are none."""

    name = "sent-back"
    template_name = "editorial/dashboard/sent_back_panel.html"
    order = 95
    status = WorkflowState.STATUS_NEEDS_CHANGES


class SubmittedPanel(OwnPagesPanel):
    """Pages that wait for others."""

    name = "submitted"
    template_name = "editorial/dashboard/submitted_panel.html"
    order = 110
    status = WorkflowState.STATUS_IN_PROGRESS


class RecentlyPublishedPanel(UserPanel):
    """The pages published last; for a guest, of their sections."""

    name = "published"
    template_name = "editorial/dashboard/recently_published_panel.html"
    order = 120

    def get_context_data(self, parent_context: object) -> dict:
        """Return the pages."""
        return {"pages": recently_published_pages(self.user)}


def replace_homepage_panels(request: HttpRequest, panels: list) -> None:
    """Replace Wagtail's panels by these, and leave out those about pages for who has no pages."""
    if is_guest(request.user) and not section_paths(request.user):
        panels.clear()
        return
    classes = (
        SentBackPanel,
        PendingTasksPanel,
        SignOffPanel,
        PendingSnippetsPanel,
        SubmittedPanel,
        RecentlyPublishedPanel,
    )
    panels[:] = [panel_class(request) for panel_class in classes]


def workflow_states_submitted_by(user: Any) -> Any:
    """Return the active workflow states of pages a user submitted or owns, the newest first."""
    page = Page.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField())).order_by()
    return (
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type())
        .filter(Exists(page), Q(requested_by=user) | Exists(page.filter(owner=user)))
        .select_related("current_task_state__task", "current_task_state__finished_by")
        .order_by("-created_at", "-pk")
    )


def recently_published_pages(user: Any) -> list[Page]:
    """Return the articles published last, and no sections; for a guest, those of their sections."""
    articles = [model for model in get_page_models() if getattr(model, "content_kind", None)]
    content_types = ContentType.objects.get_for_models(*articles).values()
    pages = Page.objects.live().filter(
        last_published_at__isnull=False, content_type__in=list(content_types)
    )
    if is_guest(user):
        pages = restrict_to_section(user, pages)
    return list(pages.order_by("-last_published_at", "-pk")[:PUBLISHED_LIMIT])
