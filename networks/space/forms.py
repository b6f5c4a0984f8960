"""Forms of the private space: search in its lists, and the rejection of patient identifiers."""

from typing import Any

from django import forms

from identifiers import IdentifierKind, find_identifiers
from library.search_backend import MAX_QUERY_LENGTH, MAX_QUERY_WORDS

PATIENT_IDENTIFIER_KINDS = frozenset(
    {IdentifierKind.NHS_NUMBER, IdentifierKind.DATE_OF_BIRTH, IdentifierKind.RECORD_NUMBER}
)
"""The kinds that are rejected. Members may share their own telephone numbers and addresses."""


class SearchForm(forms.Form):
    """Search and filters of a list; invalid values count as not given."""

    q = forms.CharField(label="Search for", required=False, max_length=MAX_QUERY_LENGTH)
    q.widget.input_type = "search"

    def clean_q(self) -> str:
        """Return the first words of the search text."""
        return " ".join(self.cleaned_data["q"].split()[:MAX_QUERY_WORDS])

    def params(self) -> dict[str, str]:
        """Return the valid values that are not empty, by query parameter."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RejectPatientIdentifiersMixin(forms.BaseForm):
    """Form mixin that rejects texts with identifiers of a patient."""

    def clean(self) -> dict[str, Any]:
        """Add an error to each text field with an identifier: the identifier, and the advice."""
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            for finding in find_identifiers(value) if isinstance(value, str) else ():
                if finding.kind in PATIENT_IDENTIFIER_KINDS:
                    self.add_error(name, f"“{finding.text}”: {finding.advice}")
        return cleaned
