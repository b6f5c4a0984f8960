"""The comments of a workflow's decisions, shown above the page in its editor."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from editorial.guests.permissions import is_guest
from editorial.workflow.models import PartnerTask


def show_remarks(request: HttpRequest, page: Page) -> None:
    """Add messages with what to change on a page that was sent back.

    Guests also see the comments of the steps that approved a page they are asked to agree to;
    they have no other view of them.
    """
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is None:
        return
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        step = state.current_task_state
        if step and step.comment:
            messages.warning(request, _remark("Sent back", step, request.user))
        return
    show_changes(request, page)
    if is_guest(request.user):
        approved = state.task_states.filter(status=TaskState.STATUS_APPROVED).exclude(comment="")
        for step in approved.select_related("finished_by").order_by("finished_at"):
            messages.warning(request, _remark("Comment", step, request.user))


def show_changes(request: HttpRequest, page: Page) -> None:
    """Add a message with a link to what was changed, for the author who is asked to agree."""
    task = page.current_workflow_task
    if not isinstance(task, PartnerTask) or request.user.pk != page.owner_id:
        return
    if url := task.changes_url(page):
        messages.warning(
            request,
            "We changed your text. It is published only if you agree to the changes.",
            buttons=[messages.button(url, "See the changes")],
        )


def _remark(verb: str, step: TaskState, viewer: Any) -> SafeString:
    """Return a comment with its date, and for staff with its author."""
    by = f" by {step.finished_by}" if step.finished_by and not is_guest(viewer) else ""
    on = date_format(localtime(step.finished_at), "j F Y") if step.finished_at else ""
    return format_html("{}{}, {}: {}", verb, by, on, step.comment)
