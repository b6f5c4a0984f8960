"""What is written in a network's room leads to no patient, though no stranger reads it."""

from typing import Any

from django.forms import BaseForm

from identifiers import IdentifierKind, find_identifiers

PATIENT_IDENTIFIER_KINDS = frozenset(
    {IdentifierKind.NHS_NUMBER, IdentifierKind.DATE_OF_BIRTH, IdentifierKind.RECORD_NUMBER}
)
"""What is refused. Members may give each other their own telephone numbers and addresses."""


class RejectPatientIdentifiersMixin(BaseForm):
    """A form that refuses what leads to a patient, beside the field it stands in."""

    def clean(self) -> dict[str, Any]:
        """Look at the words of each field, and say what to take out."""
        cleaned = super().clean()
        for name, said in list(cleaned.items()):
            for found in find_identifiers(said) if isinstance(said, str) else ():
                if found.kind in PATIENT_IDENTIFIER_KINDS:
                    self.add_error(name, f"“{found.text}”: {found.advice}")
        return cleaned
