"""What waits at the desk: the open steps of pages, for whoever may decide them or look on."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from editorial.consent.tasks import SignOffTask
from editorial.guests.permissions import is_guest
from editorial.workflow.four_eyes import (
    about_pages,
    objects_with_unpublished_revisions_by,
    pages_contributed_to_by,
)
from editorial.workflow.models import EditorialTaskState, PartnerTask, ReviewTask
from editorial.workflow.snippets import WorkflowSnippet


def pending_task_states() -> QuerySet[EditorialTaskState]:
    """Return the open steps of pages, the most pressing first."""
    return EditorialTaskState.objects.filter(
        about_pages(Page.objects.order_by()),
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("due_on", "started_at", "pk")


def pending_for(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the open steps a person may decide or move on; never of what they had a hand in."""
    reviews = ReviewTask.objects.all()
    if not user.is_superuser:
        reviews = reviews.filter(groups__in=user.groups.all())
    to_review = Q(task__in=reviews.values("pk")) & ~about_pages(pages_contributed_to_by(user))
    return pending_task_states().filter(to_review | _awaiting_outsiders(user))


def pending_on_editable_pages(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the open steps of all pages a person may edit: of a guest's, their own."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pending_task_states().filter(about_pages(pages.order_by()))


def _awaiting_outsiders(user: Any) -> Q:
    """Return which steps wait for the guest themselves; for the desk, which wait for outsiders."""
    if is_guest(user):
        own = Page.objects.filter(owner=user).order_by()
        return Q(task__in=PartnerTask.objects.values("pk")) & about_pages(own)
    return Q(task__in=SignOffTask.objects.values("pk"))


def rows_with_pages(states: QuerySet[EditorialTaskState]) -> list[dict]:
    """Return open steps, each with its page, in three queries however many there are.

    Args:
        states: As many as are shown.

    Returns:
        Rows of `state`, `page` and `shelf`, the page above it.
    """
    found = list(states.select_related("task", "workflow_state__requested_by", "claimed_by"))
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in found])
    above = {path: None for path in (page.path[: -Page.steplen] for page in pages.values())}
    above |= {page.path: page for page in Page.objects.filter(path__in=list(above))}
    rows = []
    for state in found:
        page = pages[int(state.workflow_state.object_id)]
        rows.append({"state": state, "page": page, "shelf": above[page.path[: -Page.steplen]]})
    return rows


SNIPPET_LIMIT = 20


@dataclass(frozen=True)
class PendingSnippet:
    """A record, the step it waits at, and where it is decided."""

    record: Any
    state: EditorialTaskState
    url: str


def pending_snippets_for(user: Any) -> list[PendingSnippet]:
    """Return the records whose step a person may decide; none that they had a hand in."""
    reviews = ReviewTask.objects.filter(groups__in=user.groups.all())
    tasks = ReviewTask.objects.all() if user.is_superuser else reviews
    states = EditorialTaskState.objects.filter(
        task__in=tasks.values("pk"),
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).exclude(workflow_state__base_content_type=get_default_page_content_type().pk)
    shown = states.exclude(_about_contributed_snippets(user)).order_by("due_on", "pk")[
        :SNIPPET_LIMIT
    ]
    urls = AdminURLFinder()  # of nobody: whoever may decide opens it, and may change nothing else
    return [
        PendingSnippet(record, state, urls.get_edit_url(record) or "")
        for state in shown.select_related("task").prefetch_related("workflow_state__content_object")
        if (record := state.workflow_state.content_object) is not None
    ]


def _about_contributed_snippets(user: Any) -> Q:
    """Return which steps are about records that a person had a hand in, as a condition."""
    found = Q(workflow_state__requested_by=user)
    for model in apps.get_models():
        if issubclass(model, WorkflowSnippet):
            written = objects_with_unpublished_revisions_by(user, model).annotate(
                key=Cast("pk", CharField())
            )
            kind = ContentType.objects.get_for_model(model)
            found |= Q(
                workflow_state__base_content_type=kind,
                workflow_state__object_id__in=written.values("key"),
            )
    return found
