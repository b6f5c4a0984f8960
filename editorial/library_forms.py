"""The forms of the library's pictures and documents, as the desk has them filled in."""

from wagtail.documents.forms import BaseDocumentForm

from editorial.shown_words import ShownWordsMixin
from library.forms import HubImageForm


class ShownImageForm(ShownWordsMixin, HubImageForm):
    """The form of a picture."""


class ShownDocumentForm(ShownWordsMixin, BaseDocumentForm):
    """The form of a document."""
