"""The forms of the library's pictures and documents, as the desk has them filled in."""

from wagtail.documents.forms import BaseDocumentForm

from editorial.safety.forms import PublishedRecordFormMixin
from library.forms import HubImageForm


class CheckedImageForm(PublishedRecordFormMixin, HubImageForm):
    """The form of a picture."""


class CheckedDocumentForm(PublishedRecordFormMixin, BaseDocumentForm):
    """The form of a document."""
