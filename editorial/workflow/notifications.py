"""Notifications about the progress of a page or a snippet through its workflow."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from accounts.roles import EDITOR
from outbox.services import notify_users


def notify_reviewers(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """Notify the users who act on a task that was just started, with the latest comments."""
    state = instance.workflow_state
    content = _content_object(state)
    context = _base_context(content) | {
        "step": instance.task.name,
        "submitted_by": state.requested_by,
        "due_on": getattr(instance, "due_on", None),
        "remarks": _approval_comments(state),
    }
    task = instance.task.specific
    kind = getattr(task, "notification_kind", "editorial/task_submitted")
    if task_context := getattr(task, "notification_context", None):
        context |= task_context(content)
    notify_users(_recipients(task, content), kind, f"waits-{instance.pk}", context)


def notify_authors_of_approval(
    sender: type, instance: TaskState, user: Any = None, **kwargs: Any
) -> None:
    """Notify the authors that a task other than the last was approved.

    Of the last they learn by `notify_of_publication` or `notify_of_scheduling`.
    """
    state = instance.workflow_state
    if state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    content = _content_object(state)
    context = _base_context(content) | {
        "step": instance.task.name,
        "decided_by": user,
        "comment": instance.comment,
        "next_step": state.current_task_state.task.name,
    }
    recipients = _authors(content, state, exclude=user)
    notify_users(recipients, "editorial/task_approved", f"approved-{instance.pk}", context)


def notify_of_rejection(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """Notify everybody whose work a rejection undoes: authors and earlier approvers."""
    content, rejected = _content_object(instance), instance.current_task_state
    context = _base_context(content) | {
        "step": rejected.task.name,
        "decided_by": user,
        "comment": rejected.comment,
    }
    recipients = {
        *_authors(content, instance, exclude=user),
        *_approvers(instance, exclude=user),
    }
    notify_users(recipients, "editorial/workflow_rejected", f"back-{rejected.pk}", context)


def notify_of_cancellation(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """Notify the authors that their page or snippet was withdrawn from review by another user."""
    content = _content_object(instance)
    if content is None:
        return
    context = _base_context(content) | {"withdrawn_by": user}
    recipients = _authors(content, instance, exclude=user)
    notify_users(recipients, "editorial/workflow_cancelled", f"cancelled-{instance.pk}", context)


def notify_of_scheduling(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """Notify the authors that a page was approved and is scheduled for publication."""
    page = _content_object(instance)
    if not isinstance(page, Page) or not page.approved_schedule:
        return
    approved = page.get_latest_revision_as_object()
    context = _base_context(page) | {"go_live_at": approved.go_live_at}
    recipients = _authors(page, instance)
    notify_users(recipients, "editorial/publication_scheduled", f"scheduled-{instance.pk}", context)


def notify_of_publication(sender: type, instance: Page, revision: Any, **kwargs: Any) -> None:
    """Notify authors and approvers that a page is live.

    Wagtail sends the signal for a page that was only scheduled too; that is notified by
    `notify_of_scheduling`.
    """
    if not instance.live:
        return
    state = _latest_workflow_state(instance)
    recipients = {*_authors(instance, state), *(_approvers(state) if state else ())}
    context = _base_context(instance) | {"address": instance.full_url}
    notify_users(
        recipients, "editorial/page_published", _publication_key("published", instance), context
    )


def notify_of_unpublication(page: Page, reason: str, user: Any = None) -> None:
    """Notify authors and editors that a page was unpublished, with the reason, but not its user.

    A repeated call for one publication notifies nobody: the first reason is the closest one.
    """
    recipients = {*_authors(page, _latest_workflow_state(page)), *get_editors()} - {user}
    context = _base_context(page) | {"reason": reason}
    notify_users(recipients, "editorial/page_unpublished", _publication_key("down", page), context)


def notify_of_any_unpublication(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receive `page_unpublished`, whichever view or job unpublished the page."""
    user = get_active_log_context().user
    reason = "Its end date has passed." if instance.expired else ""
    if user:
        reason = f"{user} unpublished it."
    notify_of_unpublication(instance, reason, user)


def notify_of_blocked_publication(
    page: Page, revision: Any, due_at: datetime, blockers: list[str]
) -> None:
    """Notify authors and editors that a page was due for publication, and what blocked it."""
    recipients = {*_authors(page, _latest_workflow_state(page)), *get_editors()}
    context = _base_context(page) | {"why": blockers}
    event_key = f"held-{revision.pk}-{due_at:%Y%m%d%H%M}"
    notify_users(recipients, "editorial/publication_blocked", event_key, context, always=True)


def _publication_key(event: str, page: Page) -> str:
    """Return the key of an event that happens once to each publication of a page."""
    published_at = page.last_published_at
    return f"{event}-{page.pk}-{published_at.timestamp() if published_at else 0}"


def get_editors() -> Iterable[Any]:
    """Return the active users with the editor role."""
    return get_user_model().objects.filter(groups__name=EDITOR, is_active=True)


def edit_url(page: Page) -> str:
    """Return the URL of a page's editor in the admin."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _recipients(task: Any, content: Any) -> Iterable[Any]:
    """Return the users who decide a task; the editors for tasks without recipients of their own."""
    recipients = getattr(task, "notification_recipients", None)
    return recipients(content) if recipients else get_editors()


def _latest_workflow_state(content: Any) -> WorkflowState | None:
    return WorkflowState.objects.for_instance(content).order_by("-pk").first()


def _authors(content: Any, state: WorkflowState | None, exclude: Any = None) -> set[Any]:
    """Return the owner and the submitter."""
    users = {getattr(content, "owner", None), state.requested_by if state else None}
    return users - {None, exclude}


def _approvers(state: WorkflowState, exclude: Any = None) -> set[Any]:
    approved = state.task_states.filter(status=TaskState.STATUS_APPROVED)
    users = {state.finished_by for state in approved.select_related("finished_by")}
    return users - {None, exclude}


def _approval_comments(state: WorkflowState) -> list[TaskState]:
    """Return the latest three approvals with a comment, the newest first."""
    commented = state.task_states.exclude(comment="").filter(status=TaskState.STATUS_APPROVED)
    return list(commented.select_related("task", "finished_by").order_by("-finished_at")[:3])


def _content_object(state: WorkflowState) -> Any:
    """Return the page of a workflow with its owner, or its snippet."""
    # By content type: a snippet may have the same primary key as a page.
    if state.base_content_type_id == get_default_page_content_type().pk:
        return Page.objects.select_related("owner").get(pk=state.object_id)
    return state.content_object


def _base_context(content: Any) -> dict[str, Any]:
    if isinstance(content, Page):
        title = content.draft_title or content.title
        return {"page": content, "title": title, "edit": edit_url(content)}
    return {"title": str(content), "edit": AdminURLFinder().get_edit_url(content) or ""}
