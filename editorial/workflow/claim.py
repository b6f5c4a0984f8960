"""Somebody says that they will see to a step, so that no two people begin it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, TaskState, get_default_page_content_type

from editorial.consent.tasks import SignOffTask
from editorial.workflow.models import EditorialTaskState
from editorial.workflow.permissions import can_request_sign_off


@require_POST
def claim_task(request: HttpRequest, state_id: int) -> HttpResponse:
    """Take a step, or give it back when it is one's own. Others may still decide it.

    Raises:
        PermissionDenied: The step is not this person's to decide or to move on.
    """
    waiting = EditorialTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type().pk,
    )
    state = get_object_or_404(waiting.select_related("workflow_state", "task"), pk=state_id)
    if not _user_can_claim(state, request):
        raise PermissionDenied
    free = EditorialTaskState.objects.filter(pk=state.pk, claimed_by=None)
    own = EditorialTaskState.objects.filter(pk=state.pk, claimed_by=request.user)
    if own.update(claimed_by=None):
        messages.success(request, "It is free again.")
    elif free.update(claimed_by=request.user):
        messages.success(request, "It is yours.")
    else:
        messages.warning(request, "Somebody else took it a moment ago.")
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _user_can_claim(state: EditorialTaskState, request: HttpRequest) -> bool:
    page = get_object_or_404(Page, pk=state.workflow_state.object_id).specific
    task = state.task.specific
    if isinstance(task, SignOffTask):
        return can_request_sign_off(page, request.user)
    return task.user_can_decide("approve", page, request.user)
