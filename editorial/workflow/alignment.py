"""Keeps workflows in progress on the steps that the definitions name for their content."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState, WorkflowTask

from editorial.workflow.definitions import WORKFLOW_DEFINITIONS, workflow_for
from editorial.workflow.locking import lock_content

STEPS_CHANGED_COMMENT = "The steps to publication have changed."


def follow_all_definitions() -> None:
    """Move the workflows in progress whose current step is no longer one of their workflow."""
    links = WorkflowTask.objects.filter(
        workflow=OuterRef("workflow"), task=OuterRef("current_task_state__task")
    )
    names = [definition.name for definition in WORKFLOW_DEFINITIONS]
    states = WorkflowState.objects.filter(
        ~Exists(links), status=WorkflowState.STATUS_IN_PROGRESS, workflow__name__in=names
    )
    for state in states:
        with transaction.atomic():
            lock_content(state)
            follow_definitions(state.pk)


def follow_definitions(workflow_state_id: int) -> bool:
    """Move a workflow in progress to the first open step that the definitions name for its content.

    The steps change with a release, with the role of the author, and with a page that becomes an
    account of a patient's care. The caller has locked the content.

    Returns:
        Whether the workflow was moved: a decision on the former step no longer counts.
    """
    state = WorkflowState.objects.get(pk=workflow_state_id)
    content, former = state.content_object, state.current_task_state
    workflow = workflow_for(content.get_latest_revision_as_object()) if content else None
    if workflow is None or workflow.tasks.filter(pk=former.task_id).exists():
        return False
    former.status, former.finished_at = TaskState.STATUS_CANCELLED, timezone.now()
    former.comment = STEPS_CHANGED_COMMENT
    former.save()
    state.workflow = workflow
    state.save()
    # With every step approved, the last one is decided again: moving publishes nothing.
    state.update(next_task=state.get_next_task() or workflow.tasks.last())
    _keep_claim_and_due_date(former.specific, state.current_task_state.specific, content)
    return True


def _keep_claim_and_due_date(former: Any, current: Any, content: Any) -> None:
    claimant = former.claimed_by
    if claimant and current.task.specific.user_can_claim(content, claimant):
        current.claimed_by = claimant
    current.due_on = former.due_on
    current.save()
