"""Records that readers see and that have drafts: they take the desk's way as pages do."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.urls import reverse
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from editorial.workflow.definitions import SNIPPET, workflow_for


class WorkflowSnippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """What is drafted by one person and published by the approval of another."""

    workflow_key = SNIPPET

    class Meta:
        abstract = True

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of its course."""
        return workflow_for(self)

    def publication_blockers(self, approver: Any = None) -> list[str]:
        """Return the validation errors of this draft, each with what to do about it.

        Args:
            approver: The user who would publish it; validation does not depend on it.
        """
        try:
            self.full_clean()
        except ValidationError as found:
            return [
                self._in_words(name, error)
                for name, errors in found.error_dict.items()
                for error in errors
            ]
        return []

    def publication_blockers_url(self) -> str:
        """Return the URL that shows the blockers: the one that says why nothing was approved."""
        kind = ContentType.objects.get_for_model(self)
        return reverse("editorial:snippet_undecided", args=[kind.pk, self.pk])

    def _in_words(self, name: str, error: ValidationError) -> str:
        """Return what is amiss with a field, as somebody who did not write it is told."""
        if name == NON_FIELD_ERRORS:
            return " ".join(error.messages)
        label = self._meta.get_field(name).verbose_name
        if error.code == "unique":
            return (
                f"Another {self._meta.verbose_name} has taken the {label} “{getattr(self, name)}” "
                "meanwhile. Ask its author to choose another."
            )
        return f"{label.capitalize()}: {' '.join(error.messages)}"

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """Return the same for one that is being made."""
        return workflow_for(cls)
