"""Withdrawal from review: the author's view, in place of Wagtail's button that acts at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, WorkflowState

from editorial.workflow.locking import lock_content


def can_withdraw(state: WorkflowState | None, content: Any, user: Any) -> bool:
    """Return whether a user may withdraw content from review.

    Wagtail allows it to reviewers too, who here ask for changes instead.

    Args:
        state: The current workflow state of the content; None without one.
        content: A page, or a snippet with a workflow.
        user: The user; may be its author, who submitted it, or an administrator.
    """
    if state is None or not user.is_active:
        return False
    return user.is_superuser or user in {state.requested_by, getattr(content, "owner", None)}


def withdrawal_url(state: WorkflowState) -> str:
    """Return the URL of the view that asks for confirmation."""
    return reverse("editorial:withdraw", args=[state.pk])


def withdraw_from_review(request: HttpRequest, workflow_state_id: int) -> HttpResponse:
    """Show what a withdrawal does; on POST, cancel the workflow of a page or snippet.

    Raises:
        PermissionDenied: The user is neither author, submitter nor administrator.
    """
    state = get_object_or_404(WorkflowState, pk=workflow_state_id)
    content = state.content_object
    if content is None or not can_withdraw(state, content, request.user):
        raise PermissionDenied
    content = getattr(content, "specific", content)
    if request.method == "POST":
        withdraw(request, state)
        return redirect(AdminURLFinder(request.user).get_edit_url(content) or "wagtailadmin_home")
    if not WorkflowState.objects.active().filter(pk=state.pk).exists():
        messages.warning(request, f"“{get_latest_str(content)}” is not in review.")
        return redirect(AdminURLFinder(request.user).get_edit_url(content) or "wagtailadmin_home")
    context = {
        "title": get_latest_str(content),
        "content": content,
        "is_page": isinstance(content, Page),
        "state": state,
        "others": {state.requested_by, getattr(content, "owner", None)} - {None, request.user},
        "edit_url": AdminURLFinder(request.user).get_edit_url(content),
    }
    return render(request, "editorial/workflow/withdraw.html", context)


@transaction.atomic
def withdraw(request: HttpRequest, state: WorkflowState) -> None:
    """Cancel a workflow under the lock of its content, and add a message about it."""
    title = get_latest_str(lock_content(state))
    state.refresh_from_db()
    if state.status not in {WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES}:
        messages.warning(request, f"“{title}” is not in review.")
        return
    state.cancel(user=request.user)
    messages.success(
        request, f"“{title}” was withdrawn from review. It is a draft. You can submit it again."
    )


def confirm_withdrawal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Redirect a posted cancellation of the page editor to the view that asks for confirmation.

    A `before_edit_page` hook: the editor has no such button, but Wagtail's view accepts it.
    """
    state = page.current_workflow_state
    if request.method == "POST" and "action-cancel-workflow" in request.POST and state:
        return redirect(withdrawal_url(state))
    return None
