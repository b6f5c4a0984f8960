"""Restarts a workflow when its content changes, so that only the approved revision is published."""

from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted

from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.definitions import workflow_for

RESTART_COMMENT = "The page was changed, so the review started again."


def restart_workflow(revision: Revision) -> None:
    """Restart the workflow of a new revision's content at its first task.

    It is the workflow of the content as it is now: a page may have become an account of care.

    Earlier approvals are void, and a decision posted on the older revision finds a task state that
    is cancelled. Wagtail would accept it, and publish what its author never saw.
    """
    pending = EditorialTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=revision.base_content_type_id,
        workflow_state__object_id=revision.object_id,
    )
    for state in pending.select_related("workflow_state__workflow"):
        _restart_task_state(state, revision)


def _restart_task_state(state: EditorialTaskState, revision: Revision) -> None:
    workflow = workflow_for(revision.as_object()) or state.workflow_state.workflow
    first_task = workflow.tasks.first()
    is_same_task = first_task.pk == state.task_id
    state.status = TaskState.STATUS_CANCELLED
    state.finished_at = timezone.now()
    state.finished_by_id = revision.user_id
    state.comment = RESTART_COMMENT
    state.save()
    new_state = EditorialTaskState.objects.create(
        workflow_state_id=state.workflow_state_id,
        task=first_task,
        revision=revision,
        # The claim and the due date last as long as the task is the same.
        claimed_by_id=state.claimed_by_id if is_same_task else None,
        due_on=state.due_on if is_same_task else None,
    )
    WorkflowState.objects.filter(pk=state.workflow_state_id).update(
        workflow=workflow, current_task_state=new_state
    )
    if not is_same_task:
        task_submitted.send(sender=EditorialTaskState, instance=new_state, user=revision.user)
