"""Rejection of patient identifiers in what people type into forms."""

from collections.abc import Iterable
from typing import Any

from django import forms

from identifiers import IdentifierKind, find_identifiers

PATIENT_IDENTIFIER_KINDS = frozenset(
    {IdentifierKind.NHS_NUMBER, IdentifierKind.DATE_OF_BIRTH, IdentifierKind.RECORD_NUMBER}
)
"""The kinds that are rejected. People may give their own telephone numbers and addresses."""
MEMBER_ADVICE = {IdentifierKind.NHS_NUMBER: "Remove the NHS number. It identifies one person."}
"""Advice in place of that for editors, who can let a colleague allow an invented number."""


class RejectPatientIdentifiersMixin(forms.BaseForm):
    """Form mixin that rejects texts with identifiers of a patient."""

    def names_to_scan(self) -> Iterable[str]:
        """Return the names of the fields to scan: all, unless a form says otherwise."""
        return list(self.fields)

    def clean(self) -> dict[str, Any]:
        """Add an error to each text field with an identifier: the identifier, and the advice."""
        cleaned = super().clean()
        for name in self.names_to_scan():
            value = cleaned.get(name)
            for text in value if isinstance(value, list) else [value]:
                self._scan(name, text)
        return cleaned

    def _scan(self, name: str, text: Any) -> None:
        for finding in find_identifiers(text) if isinstance(text, str) else ():
            if finding.kind in PATIENT_IDENTIFIER_KINDS:
                advice = MEMBER_ADVICE.get(finding.kind, finding.advice)
                self.add_error(name, f"“{finding.text}”: {advice}")
