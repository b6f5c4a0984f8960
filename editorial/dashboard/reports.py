"""Those of Wagtail's reports that ask something of each row: ours ask it of all rows at once."""

from collections.abc import Iterable

from django.db.models import F
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowView
from wagtail.models import Task, TaskState, WorkflowState, WorkflowTask
from wagtail.query import PageQuerySet


class LockedPagesReport(LockedPagesView):
    """Knows of all its pages at once how far each has come, and whether a site begins there."""

    def get_queryset(self) -> PageQuerySet:
        """Return the locked pages, with what their rows will show."""
        pages = super().get_queryset().prefetch_related("locked_by").prefetch_workflow_states()
        return pages.annotate_approved_schedule().annotate_site_root_state()


class WorkflowReport(WorkflowView):
    """Knows of all its ways at once which steps each has taken."""

    def decorate_paginated_queryset(self, object_list: Iterable) -> list[WorkflowState]:
        """Give each row its steps, in the place of the method that would look for them."""
        rows = super().decorate_paginated_queryset(object_list)
        steps = _tasks_by_workflow([row.workflow_id for row in rows])
        reached = _status_by_task(rows)
        for row in rows:
            row.all_tasks_with_status = [
                _task_row(task, reached.get((row.pk, task.pk)))
                for task in steps.get(row.workflow_id, [])
            ]
        return rows


def report_urlpatterns() -> list[URLPattern]:
    """Return the addresses of Wagtail's reports, for ours to stand in their place."""
    return [
        path(f"reports/{name}/{part}", require_admin_access(view.as_view(results_only=bool(part))))
        for name, view in (("locked", LockedPagesReport), ("workflow", WorkflowReport))
        for part in ("", "results/")
    ]


def _tasks_by_workflow(workflows: Iterable[int]) -> dict[int, list[Task]]:
    """Return the steps of each workflow, in order."""
    steps: dict[int, list[Task]] = {}
    links = WorkflowTask.objects.filter(workflow__in=set(workflows)).order_by("sort_order")
    for link in links.select_related("task"):
        steps.setdefault(link.workflow_id, []).append(link.task)
    return steps


def _status_by_task(rows: Iterable[WorkflowState]) -> dict[tuple[int, int], str]:
    """Return how far each way has come at each step, on the words that stand there last."""
    states = TaskState.objects.filter(workflow_state__in=[row.pk for row in rows])
    states = states.annotate(saved=F("revision__created_at"))
    found = list(
        states.order_by("started_at", "pk").values_list(
            "workflow_state_id", "task_id", "status", "revision_id", "saved"
        )
    )
    last: dict[int, tuple] = {}
    for way, _, _, revision, saved in found:
        last[way] = max(last.get(way, (saved, revision)), (saved, revision))
    return {
        (way, task): status for way, task, status, revision, _ in found if last[way][1] == revision
    }


def _task_row(task: Task, status: str | None) -> dict:
    """Return a step as the report shows it."""
    shown = dict(TaskState.STATUS_CHOICES).get(status, "Not started")
    return {"name": task.name, "status": status, "status_display": shown}
