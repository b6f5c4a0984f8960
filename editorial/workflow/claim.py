"""Claiming a task: a user assigns a pending task state to themselves, or releases it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, TaskState, get_default_page_content_type

from editorial.workflow.base_task import EditorialTaskState


@require_POST
def claim_task(request: HttpRequest, state_id: int) -> HttpResponse:
    """Claim a task state, or release one's own claim. Another user may still decide.

    Raises:
        PermissionDenied: The user can neither decide the task nor move it on.
    """
    pending = EditorialTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type().pk,
    )
    state = get_object_or_404(pending.select_related("workflow_state", "task"), pk=state_id)
    page = get_object_or_404(Page, pk=state.workflow_state.object_id).specific
    if not state.task.specific.user_can_claim(page, request.user):
        raise PermissionDenied
    # Conditional updates: of two simultaneous claims one finds no unclaimed row.
    unclaimed = EditorialTaskState.objects.filter(pk=state.pk, claimed_by=None)
    own = EditorialTaskState.objects.filter(pk=state.pk, claimed_by=request.user)
    if own.update(claimed_by=None):
        messages.success(request, "No longer assigned to you.")
    elif unclaimed.update(claimed_by=request.user):
        messages.success(request, "Assigned to you.")
    else:
        state.refresh_from_db(fields=["claimed_by"])
        messages.warning(request, f"Already assigned to {state.claimed_by or 'another person'}.")
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
