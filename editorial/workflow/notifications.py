"""Who is told what when a page changes hands."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from accounts.roles import EDITOR
from editorial.workflow.four_eyes import contributor_ids
from editorial.workflow.models import EditorialTaskState, PartnerTask, ReviewTask
from outbox.services import notify_users


def notify_reviewers(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """Tell the people of a step that a page waits for them, and what was said of it before."""
    page, state = _content_object(instance.workflow_state), instance.workflow_state
    context = _base_context(page) | {
        "step": instance.task.name,
        "from_whom": state.requested_by,
        "due_on": getattr(instance, "due_on", None),
        "remarks": _approval_comments(state),
    }
    notify_users(
        _reviewers(instance, page), "editorial/task_submitted", f"waits-{instance.pk}", context
    )


def notify_authors_of_approval(
    sender: type, instance: TaskState, user: Any = None, **kwargs: Any
) -> None:
    """Tell whoever wrote a page that it took a step; the last step is told by publication."""
    state = instance.workflow_state
    if state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    page = _content_object(state)
    context = _base_context(page) | {
        "step": instance.task.name,
        "who": user,
        "comment": instance.comment,
        "next_step": state.current_task_state.task.name,
    }
    notify_users(
        _authors(page, state, but=user),
        "editorial/task_approved",
        f"approved-{instance.pk}",
        context,
    )


def notify_of_rejection(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """Tell everybody whose work a rejection undoes: its writers, and who approved it before."""
    page, rejected = _content_object(instance), instance.current_task_state
    context = _base_context(page) | {
        "step": rejected.task.name,
        "who": user,
        "comment": rejected.comment,
    }
    told = {*_authors(page, instance, but=user), *_approvers(instance, but=user)}
    notify_users(told, "editorial/workflow_rejected", f"back-{rejected.pk}", context)


def notify_of_scheduling(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """Tell the writers that a page was approved and has its day."""
    page = _content_object(instance)
    if not isinstance(page, Page) or not page.approved_schedule:
        return
    approved = page.get_latest_revision_as_object()
    context = _base_context(page) | {"go_live_at": approved.go_live_at}
    notify_users(
        _authors(page, instance),
        "editorial/publication_scheduled",
        f"scheduled-{instance.pk}",
        context,
    )


def notify_of_publication(sender: type, instance: Page, revision: Any, **kwargs: Any) -> None:
    """Tell writers and approvers that a page is public.

    Wagtail says so too of a page that only got its date; that is told of by `tell_of_schedule`.
    """
    if not instance.live:
        return
    state = WorkflowState.objects.for_instance(instance).order_by("-pk").first()
    told = {*_authors(instance, state), *(_approvers(state) if state else ())}
    context = _base_context(instance) | {"address": instance.full_url}
    notify_users(
        told, "editorial/page_published", f"published-{instance.pk}-{revision.pk}", context
    )


def notify_of_unpublication(page: Page, reason: str) -> None:
    """Tell writers and editors that a page was taken down, and why."""
    state = WorkflowState.objects.for_instance(page).order_by("-pk").first()
    told = {*_authors(page, state), *editors()}
    context = _base_context(page) | {"reason": reason}
    notify_users(
        told, "editorial/page_unpublished", f"down-{page.pk}-{page.live_revision_id}", context
    )


def notify_of_blocked_publication(page: Page, revision: Any, why: list[str]) -> None:
    """Tell writers and editors that a page was due, and why it was not published."""
    state = WorkflowState.objects.for_instance(page).order_by("-pk").first()
    told = {*_authors(page, state), *editors()}
    notify_users(
        told,
        "editorial/publication_blocked",
        f"held-{revision.pk}",
        _base_context(page) | {"why": why},
        always=True,
    )


def editors() -> Iterable[Any]:
    """Return the editors of the desk."""
    return get_user_model().objects.filter(groups__name=EDITOR, is_active=True)


def edit_url(page: Page) -> str:
    """Return where somebody of the desk edits a page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _reviewers(state: TaskState, page: Page) -> Iterable[Any]:
    task = state.task.specific
    if isinstance(task, PartnerTask):
        return [page.owner] if page.owner else []
    if not isinstance(task, ReviewTask):
        return editors()
    anybody = get_user_model().objects.filter(is_active=True).exclude(pk__in=contributor_ids(page))
    people = list(anybody.filter(groups__in=task.groups.all()).distinct())
    # Where everybody of the group had a hand in the page, an administrator may decide.
    return people or anybody.filter(is_superuser=True)


def _authors(page: Page, state: WorkflowState | None, but: Any = None) -> set[Any]:
    people = {getattr(page, "owner", None), state.requested_by if state else None}
    return people - {None, but}


def _approvers(state: WorkflowState, but: Any = None) -> set[Any]:
    taken = state.task_states.filter(status=TaskState.STATUS_APPROVED)
    return {each.finished_by for each in taken.select_related("finished_by")} - {None, but}


def _approval_comments(state: WorkflowState) -> list[EditorialTaskState]:
    """Return what was said at the steps before, the latest first."""
    said = state.task_states.exclude(comment="").filter(status=TaskState.STATUS_APPROVED)
    return list(said.select_related("task", "finished_by").order_by("-finished_at")[:3])


def _content_object(state: WorkflowState) -> Any:
    """Return the page of a workflow, or the record: a network may have the number of a page."""
    if state.base_content_type_id == get_default_page_content_type().pk:
        return Page.objects.select_related("owner").get(pk=state.object_id)
    return state.content_object


def _base_context(piece: Any) -> dict[str, Any]:
    if isinstance(piece, Page):
        title = piece.draft_title or piece.title
        return {"page": piece, "title": title, "edit": edit_url(piece)}
    return {"title": str(piece), "edit": AdminURLFinder().get_edit_url(piece) or ""}
