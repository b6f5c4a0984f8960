"""Forms of the publication checks, and of the images and documents in the library."""

from django import forms

from editorial.safety.published_records import PublishedRecordFormMixin
from library.document_forms import HubDocumentForm
from library.forms import HubImageForm


class OverrideForm(forms.Form):
    """The reason for overriding blocking findings."""

    reason = forms.CharField(
        label="Why can this text be published?",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=1000,
        help_text="For example, “The number is invented, and the text says so”. The reason is "
        "saved in the page history.",
    )


class PublishedImageForm(PublishedRecordFormMixin, HubImageForm):
    """The admin form of an image, scanned for identifiers."""


class PublishedDocumentForm(PublishedRecordFormMixin, HubDocumentForm):
    """The admin form of a document, scanned for identifiers."""
