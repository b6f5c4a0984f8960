"""What happens to a press on a decision that is no longer open."""

import json

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Page

ALREADY_DECIDED_MESSAGE = (
    "Nothing was changed: somebody else has decided this step, or the page was edited since."
)
CONTENT_CHANGED_MESSAGE = (
    "Nothing was decided: the page was edited while you were reading. Please read it again."
)


def already_decided(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a press came too late, and lead on to the page."""
    page = get_object_or_404(Page, pk=page_id)
    messages.warning(request, ALREADY_DECIDED_MESSAGE)
    if page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("wagtailadmin_home")


def reject_stale_decision(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a decision from the editor that is over, or that was about other words.

    Raises:
        BadRequest: What should hold a remark is none.
        PermissionDenied: The request would rewrite a stored revision. The hub saves no drafts
            behind one's back, so that nothing it sends does this.
    """
    if request.POST.get("overwrite_revision_id"):
        raise PermissionDenied("A stored revision stays as it is.")
    if not request.POST.get("action-workflow-action"):
        return None
    if not is_comment_payload(request.POST.get("workflow-action-extra-data", "{}")):
        raise BadRequest("What goes with a decision is a remark.")
    if page.current_workflow_task is None:
        return already_decided(request, page.pk)
    loaded = request.POST.get("loaded_revision_id")
    if loaded and loaded != str(page.latest_revision_id):
        messages.warning(request, CONTENT_CHANGED_MESSAGE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def is_comment_payload(text: str) -> bool:
    """Return whether this is what the editor's own window for remarks sends, in JSON."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(sent, dict) and sent.keys() <= {"comment"}
