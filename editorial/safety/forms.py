"""The words of pictures, documents, people and sources of help, once a public page shows them.

A page is checked when it is published, with all that it shows. What it shows from the library or
from the records can be changed afterwards, in a form of its own: then that form is the last door.
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

_FIELD_OF = {"alt": "description"}
"""The form's name for a text, where that is another."""


def new_blocking_findings(record: Model) -> list[tuple[Passage, IdentifierFinding]]:
    """Return what a change would tell the public that could identify somebody.

    What stood there before was let pass when the page was published, or is on the desk's list
    already; it does not keep anybody from mending something else.

    Args:
        record: A picture, a document, a person or a source of help, changed and not yet stored.
    """
    if record.pk is None or not ReferencingPages(record).any_live():
        return []  # It will be checked with the page that is to show it.
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    known = {(found.kind, found.text) for _, found in _blocking(stored)} if stored else set()
    return [
        (passage, found)
        for passage, found in _blocking(record)
        if (found.kind, found.text) not in known
    ]


def _blocking(record: Model) -> Iterator[tuple[Passage, IdentifierFinding]]:
    allowed = AllowedContact.objects.as_allow_list()
    for passage in record_passages(record):
        for found in find_identifiers(passage.text, allowed):
            if found.blocking:
                yield passage, found


class PublishedRecordFormMixin(forms.ModelForm):
    """Refuses to a form what could identify somebody, where a public page shows the record."""

    def _post_clean(self) -> None:
        super()._post_clean()
        for passage, found in new_blocking_findings(self.instance):
            name = passage.field.split(".")[0]
            name = _FIELD_OF.get(name, name)
            field: Any = name if name in self.fields else None
            self.add_error(field, f"A public page shows this. {found.advice}")


class PublishedRecordForm(PublishedRecordFormMixin, WagtailAdminModelForm):
    """The form of a person, or of a source of help."""
