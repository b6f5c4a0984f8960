"""Signal receivers of the editorial app, connected in `apps.py`: one table of them all."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_migrate, post_save, pre_save
from wagtail.models import Revision, TaskState, WorkflowState, get_default_page_content_type
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from editorial.consent.drift import store_fingerprint_on_publication
from editorial.consent.services import revoke_pending_sign_offs
from editorial.files import withdraw_unpublished_files
from editorial.reviews.services import set_review_date
from editorial.workflow import notifications
from editorial.workflow.locking import lock_page
from editorial.workflow.restart import restart_workflow
from editorial.workflow.submission import prepare_submission
from editorial.workflow.sync import sync_after_migrate


def restart_on_new_revision(
    sender: type,
    instance: Revision,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Void decisions on older content: restart the workflow, and revoke pending sign-off links."""
    if raw or (update_fields is not None and "content" not in update_fields):
        return
    with transaction.atomic():
        if instance.base_content_type_id == get_default_page_content_type().pk:
            lock_page(instance.object_id)
            revoke_pending_sign_offs(instance.object_id)
        restart_workflow(instance)


RECEIVERS = (
    # signal, receiver, sender
    (post_migrate, sync_after_migrate, None),
    (pre_save, prepare_submission, WorkflowState),
    (post_save, restart_on_new_revision, Revision),
    (task_submitted, notifications.notify_reviewers, None),
    (task_approved, notifications.notify_authors_of_approval, None),
    (workflow_rejected, notifications.notify_of_rejection, None),
    (workflow_cancelled, notifications.notify_of_cancellation, None),
    (workflow_approved, notifications.notify_of_scheduling, None),
    (page_published, notifications.notify_of_publication, None),
    (page_published, set_review_date, None),
    # After the review date, on which the fingerprint is stored.
    (page_published, store_fingerprint_on_publication, None),
    (page_unpublished, notifications.notify_of_any_unpublication, None),
    (page_unpublished, withdraw_unpublished_files, None),
)


def connect_receivers() -> None:
    """Connect every receiver of the table."""
    for signal, receiver, sender in RECEIVERS:
        dispatch_uid = f"editorial.{receiver.__name__}"
        signal.connect(receiver, sender=sender, dispatch_uid=dispatch_uid)


def disconnect_wagtail_emails() -> None:
    """Disconnect Wagtail's own workflow emails, so that no user is notified twice."""
    for signal, sender, event in (
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=f"{event}_email_notification")
