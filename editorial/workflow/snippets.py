"""Records that readers see and that have drafts: they take the desk's way as pages do."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from editorial.safety.models import AllowedContact
from editorial.safety.page_scan import scan_record
from editorial.workflow.definitions import SNIPPET, workflow_for


class IdentifierFreeMixin(models.Model):
    """A record whose words readers see: they lead to nobody, be it in a draft."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Look at the words of each field.

        Raises:
            ValidationError: Some lead to one person; it says at which field, and what to do.
        """
        super().clean()
        if found := scan_record(self, AllowedContact.objects.as_allow_list()):
            raise ValidationError(found)


class WorkflowSnippet(
    IdentifierFreeMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
    """What is drafted by one person and published by the approval of another."""

    workflow_key = SNIPPET

    class Meta:
        abstract = True

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of its course."""
        return workflow_for(self)

    def blockers(self) -> list[str]:
        """Return what stands in the way of publishing it as it is here, each with what to do."""
        try:
            self.full_clean()
        except ValidationError as found:
            return [
                self._in_words(name, error)
                for name, errors in found.error_dict.items()
                for error in errors
            ]
        return []

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
