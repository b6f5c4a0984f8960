"""The message after a page was submitted: who decides next, by when, and what blocks it."""

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from editorial.guests.permissions import is_guest
from editorial.safety.publication_checks import PublicationChecks
from editorial.workflow.actors import describe_submission


def report_submission(request: HttpRequest, page: Page) -> None:
    """Replace Wagtail's message about a submitted page: a hook after creating or editing it."""
    if "action-submit" not in request.POST:
        return
    page = Page.objects.get(pk=page.pk).specific
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    list(get_messages(request))  # messages that were iterated over are not stored
    buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit page")]
    messages.success(request, describe_submission(page), buttons=buttons)
    _warn_of_findings(request, page)


def _warn_of_findings(request: HttpRequest, page: Page) -> None:
    """Add a warning about the identifiers that must be removed before publication."""
    number = len(PublicationChecks(page.get_latest_revision_as_object()).blocking_findings)
    if not number:
        return
    what = "1 text that could" if number == 1 else f"{number} texts that could"
    buttons = []
    if not is_guest(request.user):
        url = reverse("editorial:publication_checks", args=[page.pk])
        buttons.append(messages.button(url, "See what to remove"))
    messages.warning(
        request,
        f"It cannot be published yet. Remove {what} identify a person.",
        buttons=buttons,
    )
