"""The workflow, as one table, and the way to make the database agree with it."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connections, transaction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from accounts.roles import EDITOR, REVIEWER
from accounts.sync import is_last, sync_roles
from editorial.models import ReviewTask


@dataclass(frozen=True)
class Step:
    """One step: its name, and the role whose people take it."""

    name: str
    role: str


WORKFLOW = "Editorial"
STEPS = (
    Step("Editor’s review", EDITOR),
    Step("Safety check", REVIEWER),
)

# What Wagtail's own migrations leave behind: one group that publishes alone, in one step.
_WAGTAIL_DEFAULT = "Moderators approval"
_WAGTAIL_GROUP = "Moderators"


def sync_after_migrate(sender: object, using: str = "default", **kwargs: object) -> None:
    """Sync once, when the last app has been migrated; the roles were synced just before."""
    made = connections[using].introspection.table_names
    if is_last(sender) and ReviewTask._meta.db_table in made():
        sync_workflows()


@transaction.atomic
def sync_workflows() -> list[str]:
    """Make the workflow hold the table's steps, on every page.

    Returns:
        The names of the steps, in order.
    """
    if not Group.objects.filter(name__in=[step.role for step in STEPS]).exists():
        sync_roles()
    workflow, _ = Workflow.objects.update_or_create(name=WORKFLOW, defaults={"active": True})
    tasks = [_sync_task(step) for step in STEPS]
    for order, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=tasks).delete()
    _assign(workflow)
    _retire_wagtails_own()
    return [step.name for step in STEPS]


def _sync_task(step: Step) -> ReviewTask:
    task, _ = ReviewTask.objects.update_or_create(name=step.name, defaults={"active": True})
    task.groups.set([Group.objects.get_or_create(name=step.role)[0]])
    return task


def _assign(workflow: Workflow) -> None:
    """Give the workflow to the root of the tree and to no page below, so that all have it."""
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    WorkflowPage.objects.exclude(page=root).delete()


def _retire_wagtails_own() -> None:
    for workflow in Workflow.objects.filter(name=_WAGTAIL_DEFAULT):
        if WorkflowState.objects.filter(workflow=workflow).exists():
            workflow.deactivate()
        else:
            workflow.delete()
    for task in GroupApprovalTask.objects.filter(name=_WAGTAIL_DEFAULT):
        if not TaskState.objects.filter(task=task).exists():
            task.delete()
    for group in Group.objects.filter(name=_WAGTAIL_GROUP):
        group.permissions.clear()
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()
        if not group.user_set.exists():
            group.delete()
