"""The desk at a glance: what waits for me, what I wait for, what is out."""

from collections.abc import Iterable
from typing import Any

from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from editorial.four_eyes import hands_on_each
from editorial.guests import is_guest, only_room
from editorial.models import DeskTaskState, Notice, PartnerTask, ReviewTask, SignOffTask

NUMBER_PUBLISHED = 10
NUMBER_WAITING = 50


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
        rows = waiting_for(self.user)
        return {
            "rows": rows[:NUMBER_WAITING],
            "more": max(0, len(rows) - NUMBER_WAITING),
            "undelivered": not is_guest(self.user) and Notice.objects.late().exists(),
            "request": self.request,
            "csrf_token": get_token(self.request),
        }


class SubmittedPanel(DeskPanel):
    """What this person sent in and is not yet out, with the remarks it came back with."""

    name = "submitted"
    template_name = "editorial/submitted.html"
    order = 110

    def get_context_data(self, parent_context: object) -> dict:
        """Find what the person waits for."""
        return {"rows": submitted_by(self.user)}


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
    panels[:] = [WaitingPanel(request), SubmittedPanel(request), PublishedPanel(request)]


def waiting_for(user: Any) -> list[dict]:
    """Return the open steps a person may decide or move on, the most pressing first."""
    states = list(
        DeskTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=get_default_page_content_type(),
            task__in=_tasks_of(user),
        )
        .select_related("task__content_type", "workflow_state__requested_by", "taken_by")
        .order_by("due_on", "started_at")
    )
    pages = _pages_of(state.workflow_state for state in states)
    hands = hands_on_each(pages.values())
    rows = [{"state": state, "page": _page_of(state.workflow_state, pages)} for state in states]
    return [row for row in rows if row["page"] and _is_for(user, row["state"], row["page"], hands)]


def _tasks_of(user: Any) -> set[int]:
    """Return the ids of the steps that a person has to do with, whatever the page."""
    reviews = ReviewTask.objects.all()
    if not user.is_superuser:
        reviews = reviews.filter(groups__in=user.groups.all())
    own = PartnerTask.objects.all() if is_guest(user) else SignOffTask.objects.all()
    return {*reviews.values_list("pk", flat=True), *own.values_list("pk", flat=True)}


def _is_for(user: Any, state: DeskTaskState, page: Page, hands: dict[int, set[int]]) -> bool:
    kind = state.task.content_type.model_class()
    if kind is PartnerTask:
        return page.owner_id == user.pk
    return kind is SignOffTask or user.pk not in hands[page.pk]


def submitted_by(user: Any) -> list[dict]:
    """Return what a person sent in, or began, that is in progress or was sent back."""
    own = Page.objects.filter(owner=user).values("pk")
    states = list(
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type())
        .annotate(page_pk=Cast("object_id", IntegerField()))
        .filter(Q(requested_by=user) | Q(page_pk__in=own))
        .select_related("current_task_state__task", "current_task_state__finished_by")
        .order_by("-created_at")
    )
    pages = _pages_of(states)
    rows = [{"state": state, "page": _page_of(state, pages)} for state in states]
    return [row for row in rows if row["page"]]


def published_lately(user: Any) -> list[Page]:
    """Return the latest published pages, for a guest those of their campaigns."""
    pages = Page.objects.live().filter(last_published_at__isnull=False, depth__gt=1)
    if is_guest(user):
        pages = only_room(user, pages)
    return list(pages.order_by("-last_published_at", "-pk")[:NUMBER_PUBLISHED])


def _pages_of(states: Iterable[WorkflowState]) -> dict[int, Page]:
    return Page.objects.in_bulk([int(state.object_id) for state in states])


def _page_of(state: WorkflowState, pages: dict[int, Page]) -> Page | None:
    return pages.get(int(state.object_id))
