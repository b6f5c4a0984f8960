"""Makes the database's workflows agree with the workflow definitions."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connections, transaction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from accounts.sync_roles import is_last_migrated_app, sync_roles
from editorial.workflow.alignment import follow_all_definitions
from editorial.workflow.definitions import (
    STEP_DEFINITIONS,
    WORKFLOW_DEFINITIONS,
    StepDefinition,
    WorkflowDefinition,
)

# Wagtail's own migrations create a group that publishes alone, in one step.
_WAGTAIL_WORKFLOW = "Moderators approval"
_WAGTAIL_GROUP = "Moderators"


def sync_after_migrate(sender: object, using: str = "default", **kwargs: object) -> None:
    """Sync once, after the last app was migrated; the roles were synced just before."""
    if not is_last_migrated_app(sender):
        return
    tables = connections[using].introspection.table_names()
    if apps.get_model("editorial.PartnerTask")._meta.db_table in tables:
        sync_workflows()


@transaction.atomic
def sync_workflows() -> list[str]:
    """Create or update the workflow and the tasks of each definition. Can be repeated.

    Workflows in progress at a step that their definition no longer has go on at its next step.

    Returns:
        The names of the workflows.
    """
    roles = [name for step in STEP_DEFINITIONS for name in step.roles]
    if not Group.objects.filter(name__in=roles).exists():
        sync_roles()
    tasks = {step: _sync_task(step) for step in STEP_DEFINITIONS}
    for definition in WORKFLOW_DEFINITIONS:
        _sync_workflow(definition, [tasks[step] for step in definition.steps])
    _assign_to_root(Workflow.objects.get(name=WORKFLOW_DEFINITIONS[0].name))
    _remove_wagtail_defaults()
    follow_all_definitions()
    return [definition.name for definition in WORKFLOW_DEFINITIONS]


def _sync_workflow(definition: WorkflowDefinition, tasks: list[Task]) -> None:
    workflow, _ = Workflow.objects.update_or_create(name=definition.name, defaults={"active": True})
    for order, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=tasks).delete()


def _sync_task(step: StepDefinition) -> Task:
    task, _ = step.task_model.objects.update_or_create(
        name=step.name, defaults={"active": True, "days": step.days}
    )
    if step.roles:
        task.groups.set([Group.objects.get_or_create(name=name)[0] for name in step.roles])
    return task


def _assign_to_root(workflow: Workflow) -> None:
    """Assign the first workflow to the root page, and none to the pages below.

    Wagtail shows it for pages that choose none; a page of the hub asks `workflow_for`.
    """
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    WorkflowPage.objects.exclude(page=root).delete()


def _remove_wagtail_defaults() -> None:
    for workflow in Workflow.objects.filter(name=_WAGTAIL_WORKFLOW):
        if WorkflowState.objects.filter(workflow=workflow).exists():
            workflow.deactivate()
        else:
            workflow.delete()
    for task in GroupApprovalTask.objects.filter(name=_WAGTAIL_WORKFLOW):
        if not TaskState.objects.filter(task=task).exists():
            task.delete()
    for group in Group.objects.filter(name=_WAGTAIL_GROUP):
        group.permissions.clear()
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()
        if not group.user_set.exists():
            group.delete()
