"""The two doors to publication: the end of a workflow, and the check that none passes by."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

# Wagtail imports this module while it makes its own models, so theirs are asked for later.
if TYPE_CHECKING:
    from wagtail.models import Page, Revision, TaskState, WorkflowState


def publish_approved_workflow(workflow_state: "WorkflowState", user: object = None) -> None:
    """Publish what every step approved, at once or, where the page has a date, on that date.

    Raises:
        PermissionDenied: A step did not approve these words, or nobody from outside them did; or
            something stands in the way of a record.
    """
    from editorial.workflow.definitions import definition_for
    from editorial.workflow.four_eyes import contributor_ids
    from editorial.workflow.snippets import WorkflowSnippet

    page = workflow_state.content_object
    revision = page.get_latest_revision()
    taken = _approvals_by_task_name(workflow_state, revision)
    # By the table, not by what the database holds of it: a step that was removed is missed here.
    steps = [step.name for step in definition_for(getattr(page, "specific", page)).steps]
    if not set(steps) <= set(taken):
        raise PermissionDenied("What was approved is not what would be published.")
    last = taken[steps[-1]]
    hands = contributor_ids(page) | {workflow_state.requested_by_id}
    if last.finished_by_id in {None, *hands}:
        raise PermissionDenied("Whoever had a hand in a page does not publish it.")
    draft = revision.as_object()
    if isinstance(draft, WorkflowSnippet) and (found := draft.blockers()):
        raise PermissionDenied(" ".join(found))
    revision.publish(user=user, skip_permission_checks=True)


def _approvals_by_task_name(
    workflow_state: "WorkflowState", revision: "Revision"
) -> "dict[str, TaskState]":
    """Return who took each step on these words, by the name of the step."""
    states = workflow_state.successful_task_states.filter(revision=revision)
    return {state.task.name: state for state in states.select_related("task").order_by("pk")}


def require_publishable(page: "Page", user: object = None) -> None:
    """Hold at the lowest door: whoever or whatever publishes comes through here.

    Args:
        page: The page as it would be published: one made from a revision.
        user: Who publishes it; None for the schedule.

    Raises:
        PermissionDenied: Something stands in the way.
    """
    from editorial.safety.publication_checks import PublicationChecks

    if found := PublicationChecks(page, approver=user).blockers:
        raise PermissionDenied(" ".join(found))
