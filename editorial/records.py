"""Records that readers see and that have drafts: they take the desk's way as pages do."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from editorial.courses import RECORD, workflow_of
from editorial.models import AllowedContact
from editorial.words.record_check import identifying_words


class SafeWordsMixin(models.Model):
    """A record whose words readers see: they lead to nobody, be it in a draft."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Look at the words of each field.

        Raises:
            ValidationError: Some lead to one person; it says at which field, and what to do.
        """
        super().clean()
        if found := identifying_words(self, AllowedContact.objects.as_list()):
            raise ValidationError(found)


class DeskRecord(
    SafeWordsMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
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
