"""What happens at the end of a workflow: what was approved is published, and nothing else."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

# Wagtail imports this module while it makes its own models, so theirs are asked for later.
if TYPE_CHECKING:
    from wagtail.models import TaskState, WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: object = None) -> None:
    """Publish what the last step approved, at once or, where the page has a date, on that date.

    Raises:
        PermissionDenied: The page changed after it was approved, or nobody from outside it did.
    """
    from editorial.four_eyes import hands_on

    page = workflow_state.content_object
    approval = _last_approval(workflow_state)
    revision = page.get_latest_revision()
    if approval is None or revision is None or approval.revision_id != revision.pk:
        raise PermissionDenied("What was approved is not what would be published.")
    hands = hands_on(page) | {workflow_state.requested_by_id}
    if approval.finished_by_id is None or approval.finished_by_id in hands:
        raise PermissionDenied("Whoever had a hand in a page does not publish it.")
    revision.publish(user=user, skip_permission_checks=True)


def _last_approval(workflow_state: "WorkflowState") -> "TaskState | None":
    from wagtail.models import TaskState

    from editorial.models import ReviewTask
    from editorial.workflows import STEPS

    steps = ReviewTask.objects.filter(name=STEPS[-1].name)
    return (
        workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED, task__in=steps)
        .order_by("-finished_at", "-pk")
        .first()
    )
