"""A step begins anew when the page changes under it: what is approved is what stands there."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from editorial.models import ReviewTask


def restart_on_new_words(
    sender: type, instance: Revision, raw: bool = False, **kwargs: Any
) -> None:
    """Begin the waiting step again with the revision just saved.

    A decision pressed on the words before then belongs to a step that is over, and changes
    nothing. Wagtail would let it pass, and publish what the presser never saw.
    """
    saved = kwargs.get("update_fields")
    if raw or (saved is not None and "content" not in saved):
        return
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=instance.base_content_type_id,
        workflow_state__object_id=instance.object_id,
        task__in=ReviewTask.objects.values("pk"),
    )
    for state in waiting:
        _restart(state, instance)


def _restart(state: TaskState, revision: Revision) -> None:
    state.status = TaskState.STATUS_CANCELLED
    state.finished_at = timezone.now()
    state.finished_by_id = revision.user_id
    state.comment = "The page was changed; the step began again."
    state.save()
    fresh = TaskState.objects.create(
        workflow_state_id=state.workflow_state_id, task_id=state.task_id, revision=revision
    )
    WorkflowState.objects.filter(pk=state.workflow_state_id).update(current_task_state=fresh)
