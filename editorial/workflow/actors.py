"""Who can act on a page or snippet in a workflow, as the screens of the admin say it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, WorkflowState

from editorial.guests.permissions import is_guest
from editorial.workflow.definitions import decided_by

MAX_NAMES = 5


def describe_actors(content: Any, viewer: Any) -> str:
    """Return the step that content has reached and who can act on it; empty without a workflow.

    Guests are told the roles, and no names but their own.

    Args:
        content: A page, or a snippet with a workflow.
        viewer: The user who reads it.
    """
    state = getattr(content, "current_workflow_state", None)
    if state is None or state.current_task_state is None:
        return ""
    task_state = state.current_task_state.specific
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        authors = {getattr(content, "owner", None), state.requested_by} - {None}
        names = _names(sorted(authors, key=str), viewer)
        return f"Sent back for changes. Waiting for its author to submit it again{names}."
    step = task_state.task.name
    deciders = list(task_state.task.specific.deciders(content))
    text = f"Step: {step}. Waiting for {decided_by(step)}{_names(deciders, viewer)}."
    if not deciders:
        text += " No one with an account can decide at present. Ask an administrator."
    if task_state.claimed_by and not is_guest(viewer):
        text += (
            f" Assigned to {'you' if task_state.claimed_by == viewer else task_state.claimed_by}."
        )
    return text


def describe_submission(content: Any) -> str:
    """Return that content was submitted, who decides on it, and by when.

    Args:
        content: A page or snippet whose workflow is in progress.
    """
    state = content.current_workflow_state.current_task_state.specific
    text = f"“{get_latest_str(content)}” was submitted for review. "
    text += f"It is waiting for {decided_by(state.task.name)}."
    if not list(state.task.specific.deciders(content)):
        return f"{text} No one with an account can decide at present. Ask an administrator."
    due_on = getattr(state, "due_on", None)
    return f"{text} The decision is due by {date_format(due_on, 'j F Y')}." if due_on else text


def _names(people: Iterable[Any], viewer: Any) -> str:
    """Return a colon and names, “you” first; empty where a guest may read none."""
    others = [] if is_guest(viewer) else [str(person) for person in people if person != viewer]
    names = ["you"] * (viewer in people) + others
    more = len(names) - MAX_NAMES
    if more > 0:
        names[MAX_NAMES:] = [f"{more} more"]
    if len(names) > 1:
        names[-2:] = [f"{names[-2]} and {names[-1]}"]
    return f": {', '.join(names)}" if names else ""


def show_actors(request: HttpRequest, page: Page) -> None:
    """Add a message to the page editor that says who can act on a page in a workflow."""
    if request.method == "GET" and (text := describe_actors(page, request.user)):
        messages.info(request, text)
