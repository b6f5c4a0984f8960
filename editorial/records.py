"""Records that readers see and that have drafts: they take the desk's way as pages do."""

from django.db import models
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from editorial.courses import RECORD, workflow_of


class DeskRecord(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """What is drafted by one person and published by the approval of another."""

    course = RECORD

    class Meta:
        abstract = True

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of its course."""
        return workflow_of(self)

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """Return the same for one that is being made."""
        return workflow_of(cls)
