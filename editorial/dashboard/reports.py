"""Wagtail's reports of locked pages and workflows, with who can act, in constant queries."""

from collections.abc import Iterable

from django.db.models import F
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Task, TaskState, WorkflowState, WorkflowTask
from wagtail.query import PageQuerySet

from editorial.workflow.definitions import decided_by


class LockedPagesReport(LockedPagesView):
    """Prefetches what Wagtail's template would query for each row."""

    def get_queryset(self) -> PageQuerySet:
        """Add workflow states, schedules and site roots to the pages."""
        pages = super().get_queryset().prefetch_related("locked_by").prefetch_workflow_states()
        return pages.annotate_approved_schedule().annotate_site_root_state()


class WorkflowReport(WorkflowView):
    """Reads the tasks of all rows at once, and says who decides the current one."""

    results_template_name = "editorial/dashboard/workflow_report.html"

    def decorate_paginated_queryset(self, object_list: Iterable) -> list[WorkflowState]:
        """Set `all_tasks_with_status`, in place of the method that queries, and `decided_by`."""
        rows = super().decorate_paginated_queryset(object_list)
        tasks = _tasks_by_workflow([row.workflow_id for row in rows])
        statuses = _status_by_task(rows)
        for row in rows:
            row.all_tasks_with_status = [
                _task_row(task, statuses.get((row.pk, task.pk)))
                for task in tasks.get(row.workflow_id, [])
            ]
            current = [
                task for task in row.all_tasks_with_status if _is_in_progress(task["status"])
            ]
            row.decided_by = decided_by(current[0]["name"]) if current else ""
            if row.status == WorkflowState.STATUS_NEEDS_CHANGES:
                row.decided_by = "its author"
        return rows


class WorkflowTasksReport(WorkflowTasksView):
    """Says who decides each task in progress."""

    results_template_name = "editorial/dashboard/workflow_tasks_report.html"

    def decorate_paginated_queryset(self, object_list: Iterable) -> list[TaskState]:
        """Set each row's `decided_by`; empty for a task that is finished."""
        rows = super().decorate_paginated_queryset(object_list)
        for row in rows:
            row.decided_by = decided_by(row.task.name) if _is_in_progress(row.status) else ""
        return rows


def report_urlpatterns() -> list[URLPattern]:
    """Return URL patterns of these reports, to be placed before Wagtail's own."""
    return [
        path(f"reports/{name}/{part}", require_admin_access(view.as_view(results_only=bool(part))))
        for name, view in (
            ("locked", LockedPagesReport),
            ("workflow", WorkflowReport),
            ("workflow_tasks", WorkflowTasksReport),
        )
        for part in ("", "results/")
    ]


def _tasks_by_workflow(workflow_ids: Iterable[int]) -> dict[int, list[Task]]:
    """Return the tasks of each workflow in their order."""
    tasks: dict[int, list[Task]] = {}
    links = WorkflowTask.objects.filter(workflow__in=set(workflow_ids)).order_by("sort_order")
    for link in links.select_related("task"):
        tasks.setdefault(link.workflow_id, []).append(link.task)
    return tasks


def _status_by_task(rows: Iterable[WorkflowState]) -> dict[tuple[int, int], str]:
    """Return the status of each workflow state and task, of the latest revision only."""
    states = TaskState.objects.filter(workflow_state__in=[row.pk for row in rows])
    states = states.annotate(saved_at=F("revision__created_at"))
    values = list(
        states.order_by("started_at", "pk").values_list(
            "workflow_state_id", "task_id", "status", "revision_id", "saved_at"
        )
    )
    latest: dict[int, tuple] = {}
    for state, _, _, revision, saved_at in values:
        latest[state] = max(latest.get(state, (saved_at, revision)), (saved_at, revision))
    return {
        (state, task): status
        for state, task, status, revision, _ in values
        if latest[state][1] == revision
    }


def _is_in_progress(status: str | None) -> bool:
    return status == TaskState.STATUS_IN_PROGRESS


def _task_row(task: Task, status: str | None) -> dict:
    """Return a task as the report's template shows it."""
    label = dict(TaskState.STATUS_CHOICES).get(status, "Not started")
    return {"name": task.name, "status": status, "status_display": label}
