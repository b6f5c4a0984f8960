"""A workflow begins anew when the page changes under it: what is approved is what stands there."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.signals import task_submitted

from editorial.consent.models import SignOff
from editorial.workflow.locking import lock_page
from editorial.workflow.models import EditorialTaskState


def restart_workflow_on_new_revision(
    sender: type, instance: Revision, raw: bool = False, **kwargs: Any
) -> None:
    """Begin at the first step again with the revision just saved.

    Approvals of the words before are void, and so are links to them that wait for an answer. A
    decision pressed on the words before belongs to a step that is over, and changes nothing.
    Wagtail would let it pass, and publish what the presser never saw.
    """
    saved = kwargs.get("update_fields")
    if raw or (saved is not None and "content" not in saved):
        return
    with transaction.atomic():
        if instance.base_content_type_id == get_default_page_content_type().pk:
            lock_page(instance.object_id)
            links = SignOff.objects.pending().filter(page_id=instance.object_id)
            links.update(revoked_at=timezone.now())
        _restart_task_states(instance)


def _restart_task_states(instance: Revision) -> None:
    waiting = EditorialTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=instance.base_content_type_id,
        workflow_state__object_id=instance.object_id,
    )
    for state in waiting.select_related("workflow_state__workflow"):
        _restart_task_state(state, instance)


def _restart_task_state(state: EditorialTaskState, revision: Revision) -> None:
    first = state.workflow_state.workflow.tasks.first()
    state.status = TaskState.STATUS_CANCELLED
    state.finished_at = timezone.now()
    state.finished_by_id = revision.user_id
    state.comment = "The page was changed; its way began again."
    state.save()
    fresh = EditorialTaskState.objects.create(
        workflow_state_id=state.workflow_state_id,
        task=first,
        revision=revision,
        # Whoever took the step, and its day, stay while the step is the same.
        claimed_by_id=state.claimed_by_id if first.pk == state.task_id else None,
        due_on=state.due_on if first.pk == state.task_id else None,
    )
    WorkflowState.objects.filter(pk=state.workflow_state_id).update(current_task_state=fresh)
    if first.pk != state.task_id:
        task_submitted.send(sender=EditorialTaskState, instance=fresh, user=revision.user)
