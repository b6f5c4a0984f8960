"""Forms that take documents: consent to details that remain, and the form of the public library."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from wagtail.documents.forms import BaseDocumentForm

from library.document_metadata.details import keep_label, question
from library.file_types import file_extension
from library.uploads import clean_document, clean_filename

REMOVED_HELP = (
    "We remove the names of authors, dates and other details of the file, and the place and camera "
    "of pictures. We ask you before we keep comments or tracked changes."
)
MULTIPLE_UPLOAD = "To keep them, use “add one document” at the top of this page."


class DocumentFormMixin(forms.BaseForm):
    """Asks before a file with comments, tracked changes or other details is stored.

    The box to keep them is hidden until a file has some. A form without a place for the box, that
    of Wagtail's multiple upload, refuses the file.
    """

    file_field = "file"
    keep_field = "keep_details"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.file_field in self.fields:
            self.fields[self.keep_field] = forms.BooleanField(
                required=False, widget=forms.HiddenInput
            )
            self.order_fields(_after(self.fields, self.file_field, self.keep_field))

    def clean(self) -> dict[str, Any]:
        """Require consent to the details that remain in the file."""
        cleaned = super().clean()
        details = getattr(cleaned.get(self.file_field), "details", None)
        if details and not cleaned.get(self.keep_field):
            message = question(details)
            if isinstance(self.data, QueryDict):
                label = keep_label(details)
                self.fields[self.keep_field].widget = forms.CheckboxInput()
                # The bound field exists by now, and has a label of its own.
                self[self.keep_field].label = label
                message = f"{message} To keep them, choose this file again and tick “{label}”."
            else:
                message = f"{message} {MULTIPLE_UPLOAD}"
            self.add_error(self.file_field, forms.ValidationError(message, code="details"))
        return cleaned


def _after(names: Any, first: str, second: str) -> list[str]:
    """Return names in their order, with one of them moved behind another."""
    others = [name for name in names if name != second]
    place = others.index(first) + 1
    return [*others[:place], second, *others[place:]]


class HubDocumentForm(DocumentFormMixin, BaseDocumentForm):
    """The admin's form for a document, wherever it is added or its file replaced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.help_text = " ".join(filter(None, [str(file.help_text), REMOVED_HELP]))

    def clean_file(self) -> File:
        """Check the content of a new file as that of a file in a private space.

        Raises:
            ValidationError: It is damaged, protected by a password, or not what its name says.
        """
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            file.name = clean_filename(file.name or "")
            # The model names the extensions that are allowed.
            if file_extension(file.name) in settings.WAGTAILDOCS_EXTENSIONS:
                return clean_document(file)
        return file
