"""Base class of snippets with drafts, which take a workflow to publication as pages do."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.urls import reverse
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from editorial.schedule import schedule_errors
from editorial.workflow.definitions import SNIPPET, workflow_for


class WorkflowSnippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A snippet drafted by one user and published by the approval of another."""

    workflow_key = SNIPPET

    class Meta:
        abstract = True

    def get_workflow(self) -> Workflow | None:
        """Return the workflow that the definitions name; Wagtail's default reads its settings."""
        return workflow_for(self)

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """Return the same for a snippet that is being created."""
        return workflow_for(cls)

    def publish(
        self, revision: Revision, user: object = None, *args: object, **kwargs: object
    ) -> None:
        """Publish a revision, unless its schedule lets it be public at no time.

        Raises:
            PermissionDenied: The message says what is wrong with the schedule.
        """
        if errors := schedule_errors(revision.as_object()):
            raise PermissionDenied(" ".join(errors))
        super().publish(revision, user, *args, **kwargs)

    def publication_blockers(self, approver: Any = None) -> list[str]:
        """Return what blocks the publication of these values, each with how to resolve it.

        Args:
            approver: The user who would publish; makes no difference for a snippet.
        """
        errors = schedule_errors(self)
        try:
            self.full_clean()
        except ValidationError as invalid:
            errors += [
                self._describe(name, error)
                for name, field_errors in invalid.error_dict.items()
                for error in field_errors
            ]
        return errors

    def publication_blockers_url(self) -> str:
        """Return the URL that redirects to the editor, which lists the blockers."""
        return self.decision_refused_url()

    def decision_refused_url(self) -> str:
        """Return the URL that explains why nothing was decided."""
        content_type = ContentType.objects.get_for_model(self)
        return reverse("editorial:snippet_decision_refused", args=[content_type.pk, self.pk])

    def _describe(self, name: str, error: ValidationError) -> str:
        """Return a field's error as a message to a user who did not fill in the form."""
        if name == NON_FIELD_ERRORS:
            return " ".join(error.messages)
        label = self._meta.get_field(name).verbose_name
        if error.code == "unique":
            taken = f"{label} “{getattr(self, name)}”"
            return (
                f"Another {self._meta.verbose_name} already uses the {taken}. "
                "Ask the author to choose another one."
            )
        return f"{label.capitalize()}: {' '.join(error.messages)}"
