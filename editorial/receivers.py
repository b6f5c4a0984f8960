"""Which events of a workflow are told to people."""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from editorial.workflow import notifications


def connect_workflow_notifications() -> None:
    """Tell of each hand-over."""
    told = {
        task_submitted: notifications.notify_reviewers,
        task_approved: notifications.notify_authors_of_approval,
        workflow_rejected: notifications.notify_of_rejection,
        workflow_approved: notifications.notify_of_scheduling,
        page_published: notifications.notify_of_publication,
    }
    for signal, tell in told.items():
        signal.connect(tell, dispatch_uid=f"editorial.notices.{tell.__name__}")


def disconnect_wagtail_emails() -> None:
    """Switch off Wagtail's own mails about workflows: nobody is told twice, in other words."""
    for signal, sender, event in (
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=f"{event}_email_notification")
