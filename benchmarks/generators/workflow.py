"""Workflow states at every step, some overdue, some claimed."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

from benchmarks.generators.accounts import AdminUsers
from benchmarks.generators.bulk_insert import ProgressCallback, bulk_insert
from benchmarks.generators.text import TextGenerator
from campaigns.models import CampaignPage
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.definitions import (
    EDITORIAL,
    GUEST_BLOG,
    PATIENT_ACCOUNT,
    WORKFLOW_DEFINITIONS,
    WorkflowDefinition,
)
from interviews.models import InterviewPage

_DEFINITION_KEYS = {CampaignPage: GUEST_BLOG, InterviewPage: PATIENT_ACCOUNT}
_LATE, _CLAIMED, _SENT_BACK = 0.25, 0.3, 0.1


class WorkflowGenerator:
    """Starts workflows for drafts and completes some of their steps."""

    def __init__(self, people: AdminUsers, text: TextGenerator) -> None:
        self.people, self.random = people, text.random
        self.tasks = {task.name: task for task in Task.objects.all()}
        self.base = ContentType.objects.get_for_model(Page)

    def start_workflows(
        self, drafts: dict[type[Page], list[Page]], progress: ProgressCallback
    ) -> None:
        """Start the workflow of every draft; the current steps alternate."""
        for model, pages in drafts.items():
            definition = next(
                each
                for each in WORKFLOW_DEFINITIONS
                if each.key == _DEFINITION_KEYS.get(model, EDITORIAL)
            )
            self._start(pages, definition)
            progress(len(pages))

    def _start(self, pages: Sequence[Page], definition: WorkflowDefinition) -> None:
        workflow = Workflow.objects.get(name=definition.name)
        latest = dict(
            Page.objects.filter(pk__in=[page.pk for page in pages]).values_list(
                "pk", "latest_revision_id"
            )
        )
        states = [self._state(page, workflow) for page in pages]
        bulk_insert(states)
        now, past = [], []
        for page, state, reached in zip(
            pages, states, cycle(range(len(definition.steps))), strict=False
        ):
            steps = [
                EditorialTaskState(
                    workflow_state=state, task=self.tasks[step.name], revision_id=latest[page.pk]
                )
                for step in definition.steps[: reached + 1]
            ]
            for step in steps[:-1]:
                self._approve(step)
            self._set_current_task(steps[-1], state)
            past += steps[:-1]
            now.append(steps[-1])
        bulk_insert(past)
        bulk_insert(now)
        for state, step in zip(states, now, strict=True):
            state.current_task_state_id = step.pk
        WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=200)

    def _state(self, page: Page, workflow: Workflow) -> WorkflowState:
        sent_back = self.random.random() < _SENT_BACK
        return WorkflowState(
            content_type=page.content_type,
            base_content_type=self.base,
            object_id=str(page.pk),
            workflow=workflow,
            requested_by=page.owner,
            status=WorkflowState.STATUS_NEEDS_CHANGES
            if sent_back
            else WorkflowState.STATUS_IN_PROGRESS,
        )

    def _approve(self, step: EditorialTaskState) -> None:
        step.status, step.finished_at = TaskState.STATUS_APPROVED, timezone.now()
        step.finished_by = self.random.choice(self.people.editors)

    def _set_current_task(self, step: EditorialTaskState, state: WorkflowState) -> None:
        days = self.random.randint(-20, -1) if self.random.random() < _LATE else 5
        step.due_on = timezone.localdate() + timedelta(days=days + self.random.randint(0, 1))
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            step.status, step.finished_at = TaskState.STATUS_REJECTED, timezone.now()
            step.finished_by = self.random.choice(self.people.editors)
            step.comment = "Please say where the two boxes stand now."
        elif self.random.random() < _CLAIMED:
            step.claimed_by = self.random.choice(self.people.editors)
