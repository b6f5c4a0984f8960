"""Stale decisions: approvals and rejections of a task that is decided, or of an older revision."""

import json

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Page

ALREADY_DECIDED_MESSAGE = (
    "Your decision was not saved. Another person has already decided on this step, or the page "
    "or its steps have changed since you opened it."
)
CONTENT_CHANGED_MESSAGE = (
    "Your decision was not saved, because the page was edited while you were reading it. Read "
    "it again."
)


def already_decided(request: HttpRequest, page_id: int) -> HttpResponse:
    """Redirect to the page with a warning that the decision came too late."""
    page = get_object_or_404(Page, pk=page_id)
    messages.warning(request, ALREADY_DECIDED_MESSAGE)
    if page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("wagtailadmin_home")


def reject_stale_decision(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a decision posted by the page editor when its task is over or its revision outdated.

    A `before_edit_page` hook.

    Raises:
        BadRequest: The extra data of the decision is more than a comment.
        PermissionDenied: The request would overwrite a stored revision, which only Wagtail's
            autosave does; the hub has none.
    """
    if request.POST.get("overwrite_revision_id"):
        raise PermissionDenied("A saved version cannot be changed.")
    if not request.POST.get("action-workflow-action"):
        return None
    if not is_comment_payload(request.POST.get("workflow-action-extra-data", "{}")):
        raise BadRequest("A decision can only include a comment.")
    if page.current_workflow_task is None:
        return already_decided(request, page.pk)
    loaded_revision_id = request.POST.get("loaded_revision_id")
    if loaded_revision_id and loaded_revision_id != str(page.latest_revision_id):
        messages.warning(request, CONTENT_CHANGED_MESSAGE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def is_comment_payload(text: str) -> bool:
    """Return whether a text is the JSON that the editor's comment dialog sends."""
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(payload, dict) and payload.keys() <= {"comment"}
