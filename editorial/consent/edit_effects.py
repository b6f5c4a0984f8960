"""What saving a page does to its sign-off links and its review: said before and after."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from editorial.consent.models import UNNAMED_PERSON, Consent, SignOff
from editorial.guests.permissions import is_guest
from editorial.workflow.permissions import can_request_sign_off
from editorial.workflow.restart import RESTART_COMMENT

SAVING_ACTIONS = {"action-submit", "action-workflow-action", "action-cancel-workflow"}
"""The actions of the editor whose outcome other messages tell."""


@dataclass(frozen=True)
class EditEffects:
    """What a new revision of a page makes void.

    Attributes:
        links: The names of the people whose unanswered links are cancelled.
        agreements: The names of the people whose agreement no longer counts.
        first_step: The step at which the review starts again; empty where it goes on.
    """

    links: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    first_step: str = ""


def effects_of_saving(page: Page) -> EditEffects:
    """Return what saving a page now would make void."""
    links = SignOff.objects.pending().filter(page_id=page.pk).order_by("pk")
    agreements = Consent.objects.valid().filter(
        page_id=page.pk, sign_off__revision_id=page.latest_revision_id
    )
    return EditEffects(
        tuple(links.values_list("name", flat=True)),
        tuple(agreements.order_by("pk").values_list("name", flat=True)),
        _first_step(page.current_workflow_state),
    )


def _first_step(state: WorkflowState | None) -> str:
    """Return the first step of a workflow in progress that has passed it."""
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return ""
    first = state.workflow.tasks.first()
    return first.name if first and first.pk != state.current_task_state.task_id else ""


def warn_before_edit(request: HttpRequest, page: Page) -> None:
    """Add a note to the editor with what saving will make void: a `before_edit_page` hook."""
    if request.method != "GET" or page.permissions_for_user(request.user).page_locked():
        return
    effects = effects_of_saving(page)
    sentences = []
    if effects.links:
        link = "link" if len(effects.links) == 1 else "links"
        names = _to(effects.links, request.user)
        sentences.append(f"the sign-off {link} sent{names} will be cancelled")
    if effects.agreements:
        sentences.append(f"{_who(effects.agreements, request.user)} must agree again")
    if effects.first_step:
        sentences.append(f"the review starts again at the step “{effects.first_step}”")
    if len(sentences) == 1:
        messages.warning(request, f"If you save a change, {sentences[0]}.")
    elif sentences:
        items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
        messages.warning(request, format_html("If you save a change:<ul>{}</ul>", items))


def report_edit(request: HttpRequest, page: Page) -> None:
    """Add a message with what saving has made void: an `after_edit_page` hook."""
    if SAVING_ACTIONS & request.POST.keys():
        return
    revision = page.latest_revision
    if revision is None:
        return
    # The receiver of the new revision has cancelled them, in the transaction of this request.
    cancelled = SignOff.objects.filter(page_id=page.pk, revoked_at__gte=revision.created_at)
    links = tuple(cancelled.order_by("pk").values_list("name", flat=True))
    sentences = [*_describe_restart(page, revision.created_at)]
    if links:
        link, was = ("link", "was") if len(links) == 1 else ("links", "were")
        names = _to(links, request.user)
        sentences.append(f"The sign-off {link} sent{names} {was} cancelled.")
        if can_request_sign_off(page, request.user):
            sentences.append("Ask again when the text is ready.")
    if sentences:
        url = reverse("editorial:sign_offs", args=[page.pk])
        can_ask = links and can_request_sign_off(page, request.user)
        buttons = [messages.button(url, "Go to sign-off")] if can_ask else []
        messages.warning(request, " ".join(sentences), buttons=buttons)


def _describe_restart(page: Page, since: Any) -> list[str]:
    """Return a sentence if the workflow has started again at an earlier step."""
    state = WorkflowState.objects.active().for_instance(page).first()
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return []
    former = state.task_states.filter(
        status=TaskState.STATUS_CANCELLED, comment=RESTART_COMMENT, finished_at__gte=since
    ).first()
    current = state.current_task_state
    if former is None or former.task_id == current.task_id:
        return []
    return [f"The review has started again at the step “{current.task.name}”."]


def _to(names: tuple[str, ...], viewer: Any) -> str:
    return "" if is_guest(viewer) else f" to {_join(names)}"


def _who(names: tuple[str, ...], viewer: Any) -> str:
    return "the people the page is about" if is_guest(viewer) else _join(names)


def _join(names: tuple[str, ...]) -> str:
    # The description of an unnamed person begins like a sentence.
    *others, last = [
        name[:1].lower() + name[1:] if name == UNNAMED_PERSON[1] else name for name in names
    ]
    return f"{', '.join(others)} and {last}" if others else last
