"""What waits at the desk: the open steps of pages, for whoever may decide them or look on."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from editorial.four_eyes import on_one_of, with_a_hand_of
from editorial.guests import is_guest
from editorial.models import DeskTaskState, PartnerTask, ReviewTask, SignOffTask


def waiting() -> QuerySet[DeskTaskState]:
    """Return the open steps of pages, the most pressing first."""
    return DeskTaskState.objects.filter(
        on_one_of(Page.objects.order_by()),
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("due_on", "started_at", "pk")


def waiting_for(user: Any) -> QuerySet[DeskTaskState]:
    """Return the open steps a person may decide or move on; never of what they had a hand in."""
    reviews = ReviewTask.objects.all()
    if not user.is_superuser:
        reviews = reviews.filter(groups__in=user.groups.all())
    to_review = Q(task__in=reviews.values("pk")) & ~on_one_of(with_a_hand_of(user))
    return waiting().filter(to_review | _to_move_on(user))


def waiting_before(user: Any) -> QuerySet[DeskTaskState]:
    """Return the open steps of all pages a person may edit: of a guest's, their own."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return waiting().filter(on_one_of(pages.order_by()))


def _to_move_on(user: Any) -> Q:
    """Return which steps wait for the guest themselves; for the desk, which wait for outsiders."""
    if is_guest(user):
        own = Page.objects.filter(owner=user).order_by()
        return Q(task__in=PartnerTask.objects.values("pk")) & on_one_of(own)
    return Q(task__in=SignOffTask.objects.values("pk"))


def with_pages(states: QuerySet[DeskTaskState]) -> list[dict]:
    """Return open steps, each with its page, in three queries however many there are.

    Args:
        states: As many as are shown.

    Returns:
        Rows of `state`, `page` and `shelf`, the page above it.
    """
    found = list(states.select_related("task", "workflow_state__requested_by", "taken_by"))
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in found])
    above = {path: None for path in (page.path[: -Page.steplen] for page in pages.values())}
    above |= {page.path: page for page in Page.objects.filter(path__in=list(above))}
    rows = []
    for state in found:
        page = pages[int(state.workflow_state.object_id)]
        rows.append({"state": state, "page": page, "shelf": above[page.path[: -Page.steplen]]})
    return rows
