"""What is published, and what stands in its way. The end of a workflow publishes, nothing else."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

# Wagtail imports this module while it makes its own models, so theirs are asked for later.
if TYPE_CHECKING:
    from wagtail.models import Page, Revision, TaskState, WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: object = None) -> None:
    """Publish what every step approved, at once or, where the page has a date, on that date.

    Raises:
        PermissionDenied: A step did not approve these words, or nobody from outside them did.
    """
    from editorial.courses import course_of
    from editorial.four_eyes import hands_on

    page = workflow_state.content_object
    revision = page.get_latest_revision()
    taken = _taken(workflow_state, revision)
    # By the table, not by what the database holds of it: a step that was removed is missed here.
    steps = [step.name for step in course_of(page.specific).steps]
    if not set(steps) <= set(taken):
        raise PermissionDenied("What was approved is not what would be published.")
    last = taken[steps[-1]]
    hands = hands_on(page) | {workflow_state.requested_by_id}
    if last.finished_by_id in {None, *hands}:
        raise PermissionDenied("Whoever had a hand in a page does not publish it.")
    revision.publish(user=user, skip_permission_checks=True)


def _taken(workflow_state: "WorkflowState", revision: "Revision") -> "dict[str, TaskState]":
    """Return who took each step on these words, by the name of the step."""
    states = workflow_state.successful_task_states.filter(revision=revision)
    return {state.task.name: state for state in states.select_related("task").order_by("pk")}


def obstacles(page: "Page") -> list[str]:
    """Return what stands in the way of publishing a page, each with what to do about it.

    Args:
        page: The page as it would be published: one made from a revision.
    """
    from editorial.models.sign_off import outstanding

    return [
        f"{name} has not agreed to these words. Send them the link to sign off."
        for name in outstanding(page)
    ]


def refuse_what_is_not_ready(page: "Page") -> None:
    """Hold at the lowest door: whoever or whatever publishes comes through here.

    Raises:
        PermissionDenied: Something stands in the way.
    """
    if found := obstacles(page):
        raise PermissionDenied(" ".join(found))
