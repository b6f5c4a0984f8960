"""Pending task states of pages and snippets, filtered for one user."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from editorial.consent.sign_off_task import SignOffTask
from editorial.guests.permissions import is_guest
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.definitions import FINAL_STEP_NAMES, decided_by
from editorial.workflow.four_eyes import (
    objects_with_unpublished_revisions_by,
    pages_contributed_to_by,
    pages_with_text_allowed_by,
    task_states_about_pages,
)
from editorial.workflow.models import PartnerTask, ReviewTask
from editorial.workflow.snippets import WorkflowSnippet

SNIPPET_LIMIT = 20


def pending_task_states() -> QuerySet[EditorialTaskState]:
    """Return the pending task states of pages, by due date."""
    return _in_progress().filter(task_states_about_pages(Page.objects.order_by()))


def pending_for(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the states a user may decide: reviews of others' pages, agreement to their own."""
    return pending_task_states().filter(_decided_by(user))


def pending_sign_offs_for(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the states that wait for people without an account, whom staff ask; no guest's."""
    return pending_task_states().filter(_sign_offs_asked_by(user))


def claimable_by(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the states a user may assign to themselves: both of the above; none for guests."""
    if is_guest(user):
        return EditorialTaskState.objects.none()
    return pending_task_states().filter(_decided_by(user) | _sign_offs_asked_by(user))


def _decided_by(user: Any) -> Q:
    reviews = _review_tasks(user).values("pk")
    condition = Q(task__in=reviews) & ~task_states_about_pages(pages_contributed_to_by(user))
    condition &= ~(
        Q(task__name__in=FINAL_STEP_NAMES)
        & task_states_about_pages(pages_with_text_allowed_by(user))
    )
    if not is_guest(user):
        return condition
    own = Page.objects.filter(owner=user).order_by()
    agreements = Q(task__in=PartnerTask.objects.values("pk"))
    return condition | (agreements & task_states_about_pages(own))


def _sign_offs_asked_by(user: Any) -> Q:
    return Q(pk__in=[]) if is_guest(user) else Q(task__in=SignOffTask.objects.values("pk"))


def pending_on_editable_pages(user: Any) -> QuerySet[EditorialTaskState]:
    """Return the states of all pages a user may edit; for a guest, of their own."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pending_task_states().filter(task_states_about_pages(pages.order_by()))


def _in_progress() -> QuerySet[EditorialTaskState]:
    return EditorialTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("due_on", "started_at", "pk")


def _review_tasks(user: Any) -> QuerySet[ReviewTask]:
    tasks = ReviewTask.objects.all()
    return tasks if user.is_superuser else tasks.filter(groups__in=user.groups.all())


def rows_with_pages(states: QuerySet[EditorialTaskState]) -> list[dict]:
    """Return table rows of task states with their pages, in three queries.

    Args:
        states: The states to show; already limited.

    Returns:
        Dictionaries of `state`, `page`, `parent`, the page above it, and `decided_by`.
    """
    rows = list(states.select_related("task", "workflow_state__requested_by", "claimed_by"))
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in rows])
    parents = {path: None for path in (page.path[: -Page.steplen] for page in pages.values())}
    parents |= {page.path: page for page in Page.objects.filter(path__in=list(parents))}
    return [
        {
            "state": state,
            "page": page,
            "parent": parents[page.path[: -Page.steplen]],
            "decided_by": decided_by(state.task.name),
        }
        for state in rows
        for page in [pages[int(state.workflow_state.object_id)]]
    ]


@dataclass(frozen=True)
class PendingSnippet:
    """A snippet with its pending task state, the URL of its editor, and who decides on it."""

    snippet: Any
    state: EditorialTaskState
    url: str
    decided_by: str


def pending_snippets_for(user: Any) -> list[PendingSnippet]:
    """Return the snippets whose task a user may decide, without those they contributed to."""
    states = (
        _in_progress()
        .filter(task__in=_review_tasks(user).values("pk"))
        .exclude(workflow_state__base_content_type=get_default_page_content_type().pk)
        .exclude(_about_contributed_snippets(user))
        .order_by("due_on", "pk")[:SNIPPET_LIMIT]
    )
    # Without a user: who may decide can open the editor, without the change permission.
    urls = AdminURLFinder()
    return [
        PendingSnippet(
            snippet, state, urls.get_edit_url(snippet) or "", decided_by(state.task.name)
        )
        for state in states.select_related("task").prefetch_related(
            "workflow_state__content_object"
        )
        if (snippet := state.workflow_state.content_object) is not None
    ]


def _about_contributed_snippets(user: Any) -> Q:
    """Return a condition: the state is about a snippet that the user submitted or wrote."""
    condition = Q(workflow_state__requested_by=user)
    for model in apps.get_models():
        if issubclass(model, WorkflowSnippet):
            written = objects_with_unpublished_revisions_by(user, model)
            condition |= Q(
                workflow_state__base_content_type=ContentType.objects.get_for_model(model),
                workflow_state__object_id__in=written.annotate(key=Cast("pk", CharField())).values(
                    "key"
                ),
            )
    return condition
