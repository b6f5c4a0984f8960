"""Messages about the outcome of a decision: published, next step, sent back, or refused and why."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TaskState, WorkflowState

from editorial.workflow.definitions import decided_by
from editorial.workflow.models import PartnerTask

PAGE_EDITOR = "wagtailadmin_pages:edit"


def report_decision_outcome(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: after a posted decision, replace its messages by the outcome.

    Wagtail's page editor says that the page “has been updated” whatever became of the decision,
    and its view of a single action says nothing.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = _pending_state(request, kwargs)
        if state is not None and not _may_decide(request.user, state):
            state = None
        response = view(request, *args, **kwargs)
        if state is None or response.status_code >= 400:
            return response
        state = TaskState.objects.get(pk=state.pk).specific
        content = state.workflow_state.content_object
        content = getattr(content, "specific", content)
        if state.status == TaskState.STATUS_IN_PROGRESS:
            return _report_refusal(request, content, response)
        if state.finished_by_id == request.user.pk or state.status == TaskState.STATUS_CANCELLED:
            _discard_messages(request)
            _report_decision(request, content, state)
        return response

    return wrapper


def _pending_state(request: HttpRequest, url_arguments: dict[str, Any]) -> TaskState | None:
    """Return the state of the task that a request decides; None if it decides nothing."""
    if request.method != "POST":
        return None
    pending = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    match = request.resolver_match
    if match.url_name == "workflow_action":
        return pending.filter(pk=url_arguments["task_state_id"]).first()
    if match.view_name == PAGE_EDITOR and "action-workflow-action" in request.POST:
        page = Page.objects.filter(pk=url_arguments["page_id"]).first()
        return page.current_workflow_task_state if page else None
    return None


def _may_decide(user: Any, state: TaskState) -> bool:
    """Return whether a task offers a user any action; the view itself checks the posted one."""
    content = state.workflow_state.content_object
    return user.is_authenticated and bool(state.task.specific.get_actions(content, user))


def _discard_messages(request: HttpRequest) -> None:
    list(get_messages(request))  # messages that were iterated over are not stored


def _report_refusal(request: HttpRequest, content: Any, response: HttpResponse) -> HttpResponse:
    """Add an error that names each blocker, and redirect to where they are shown."""
    blockers = content.get_latest_revision_as_object().publication_blockers(request.user)
    is_form_shown_again = response.status_code == 200 and "json" not in response["Content-Type"]
    if not blockers or is_form_shown_again or not isinstance(content, Page):
        return response
    _discard_messages(request)
    reasons = format_html_join("", "<li>{}</li>", ((blocker,) for blocker in blockers))
    messages.error(
        request,
        format_html(
            "“{}” was not approved. Before it can be published:<ul>{}</ul>",
            get_latest_str(content),
            reasons,
        ),
        buttons=[messages.button(reverse(PAGE_EDITOR, args=[content.pk]), "Edit page")],
    )
    is_modal = "json" in response["Content-Type"]
    return response if is_modal else redirect(content.publication_blockers_url())


def _report_decision(request: HttpRequest, content: Any, state: TaskState) -> None:
    """Add a message about what the user's decision led to."""
    title = get_latest_str(content)
    workflow_state = WorkflowState.objects.get(pk=state.workflow_state_id)
    if state.status == TaskState.STATUS_CANCELLED:
        messages.warning(
            request,
            f"“{title}” was not approved: you changed it. Your changes were saved as a draft, "
            "which another editor or reviewer must review.",
        )
    elif state.status == TaskState.STATUS_REJECTED:
        messages.success(request, f"“{title}” was sent back for changes, with your comment.")
    elif workflow_state.status != WorkflowState.STATUS_APPROVED:
        step = workflow_state.current_task_state.task.name
        if isinstance(state.task.specific, PartnerTask):
            text = f"Thank you. You agreed to the text of “{title}”. The next step is: {step}."
            messages.success(request, f"{text} It is waiting for {decided_by(step)}.")
        else:
            messages.success(request, f"Approved. The next step of “{title}” is: {step}.")
    elif go_live_at := _scheduled_for(content):
        when = date_format(localtime(go_live_at), "j F Y, fa")
        messages.success(request, f"Approved. “{title}” will be published on {when}.")
    else:
        url = content.get_url(request) if isinstance(content, Page) else None
        buttons = [messages.button(url, "View page")] if url else []
        messages.success(request, f"Approved and published: “{title}”.", buttons=buttons)


def _scheduled_for(content: Any) -> Any:
    """Return when the approved revision will be published; None if it was published at once."""
    revision = content.revisions.filter(approved_go_live_at__isnull=False).first()
    return revision.approved_go_live_at if revision else None
