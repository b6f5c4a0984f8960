"""Publication: the last step of a workflow, and the check that no other caller bypasses."""

from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import PermissionDenied

# Wagtail imports this module (WAGTAIL_FINISH_WORKFLOW_ACTION) while it defines its own models.
if TYPE_CHECKING:
    from wagtail.models import Revision, TaskState, WorkflowState


class Publishable(Protocol):
    """What pages and snippets answer about their own publication."""

    def publication_blockers(self, approver: Any = None) -> list[str]:
        """Return the messages about all that blocks publication, each with what to do about it.

        Args:
            approver: The user who would publish it; None for the schedule.
        """

    def publication_blockers_url(self) -> str:
        """Return the URL of the admin view that shows the blockers."""

    def decision_refused_url(self) -> str:
        """Return the URL that explains why a decision was not applied."""


def publish_approved_workflow(workflow_state: "WorkflowState", user: object = None) -> None:
    """Publish the revision that every step approved, at once or at its go-live date.

    Replaces Wagtail's `publish_workflow_state`, which publishes whatever the database's workflow
    ends with.

    Raises:
        PermissionDenied: A step did not approve this revision, or only a contributor did, or
            there are publication blockers.
    """
    from editorial.workflow.definitions import definition_for
    from editorial.workflow.four_eyes import contributor_ids

    content = workflow_state.content_object
    revision = content.get_latest_revision()
    draft = revision.as_object()
    approvals = _approvals_by_task_name(workflow_state, revision)
    # By the definitions, not the database: a step that was removed there is still required.
    steps = [step.name for step in definition_for(draft).steps]
    if not set(steps) <= set(approvals):
        raise PermissionDenied("The page has changed since it was approved.")
    contributors = contributor_ids(content) | {workflow_state.requested_by_id}
    if approvals[steps[-1]].finished_by_id in {None, *contributors}:
        raise PermissionDenied("You wrote or edited this page, so you cannot publish it.")
    require_publishable(draft, user)
    revision.publish(user=user, skip_permission_checks=True)


def _approvals_by_task_name(
    workflow_state: "WorkflowState", revision: "Revision"
) -> "dict[str, TaskState]":
    """Return the task states that approved a revision, or were skipped for it."""
    states = workflow_state.successful_task_states.filter(revision=revision)
    return {state.task.name: state for state in states.select_related("task").order_by("pk")}


def require_publishable(draft: Publishable, user: object = None) -> None:
    """Refuse to publish a draft with publication blockers, also from the schedule or from code.

    Args:
        draft: The page or snippet as it would be published: made from a revision.
        user: Who publishes it; None for the schedule.

    Raises:
        PermissionDenied: There are blockers; the message names them.
    """
    if blockers := draft.publication_blockers(approver=user):
        raise PermissionDenied(" ".join(blockers))
