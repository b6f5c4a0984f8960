"""Form validation of records that a public page displays.

A page is scanned when it is published, with every record it displays. An image, a document, a
person or a source of help can be changed afterwards: then its own form refuses new identifiers.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Model
from wagtail.admin.forms import WagtailAdminModelForm

from editorial.files import ReferencingPages
from editorial.safety.models import AllowedContact
from editorial.safety.page_text import record_passages
from editorial.safety.passages import Passage
from identifiers import find_identifiers
from identifiers.finding import IdentifierFinding

_FORM_FIELD_NAMES = {"alt": "description"}
"""The form field of a passage, where its name differs."""


def new_blocking_findings(record: Model) -> list[tuple[Passage, IdentifierFinding]]:
    """Return the blocking identifiers that a change would add to a public page.

    Identifiers in the stored record were settled when the page was published; they must not block
    other changes.

    Args:
        record: An image, a document, a person or a source of help, changed and not yet saved.
    """
    if record.pk is None or not ReferencingPages(record).any_live():
        return []  # It will be scanned with the page that displays it.
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    known_identifiers = (
        {(finding.kind, finding.text) for _, finding in _blocking_findings(stored)}
        if stored
        else set()
    )
    return [
        (passage, finding)
        for passage, finding in _blocking_findings(record)
        if (finding.kind, finding.text) not in known_identifiers
    ]


def _blocking_findings(record: Model) -> Iterator[tuple[Passage, IdentifierFinding]]:
    allow_list = AllowedContact.objects.as_allow_list()
    for passage in record_passages(record):
        for finding in find_identifiers(passage.text, allow_list):
            if finding.is_blocking:
                yield passage, finding


class PublishedRecordFormMixin(forms.ModelForm):
    """Adds validation errors for new identifiers in a record that a public page displays."""

    def _post_clean(self) -> None:
        super()._post_clean()
        for passage, finding in new_blocking_findings(self.instance):
            name = passage.field.split(".")[0]
            name = _FORM_FIELD_NAMES.get(name, name)
            field: Any = name if name in self.fields else None
            self.add_error(field, f"A public page shows this. {finding.advice}")


class PublishedRecordForm(PublishedRecordFormMixin, WagtailAdminModelForm):
    """The form of a person or a source of help, scanned for identifiers."""
