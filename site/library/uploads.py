"""Form field for documents and images that are not part of the public library."""

import unicodedata
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from library.document_errors import InvalidDocumentError
from library.document_metadata.removal import remove_metadata
from library.file_types import check_content, file_extension
from library.forms import ImageUploadField

MAX_NAME_LENGTH = 120
_NOT_IN_NAMES = set('/\\:*?"<>|')


def clean_filename(name: str) -> str:
    """Return a file name that is valid on every system and reads as it is.

    Removes invisible characters, among them bidirectional controls that can disguise an extension,
    and characters with a meaning to file systems.

    Args:
        name: The uploaded name, perhaps with folders.
    """
    normalised = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    visible = "".join(
        " " if char in _NOT_IN_NAMES else char
        for char in normalised
        if char == " " or not unicodedata.category(char).startswith(("C", "Z"))
    )
    path = PurePath(" ".join(visible.split()))
    stem = path.stem.strip(" .")[: MAX_NAME_LENGTH - len(path.suffix)].rstrip() or "file"
    return stem + path.suffix.lower()[:MAX_NAME_LENGTH]


class FileUploadField(forms.FileField):
    """Accepts a document or image of an allowed type and size whose content matches its extension.

    Metadata of images and documents is removed. What remains in a document, such as comments, needs
    the uploader's consent: forms with this field extend `library.document_forms.DocumentFormMixin`.
    """

    default_error_messages = {
        "type": "You cannot upload this type of file. You can upload these types: %(kinds)s.",
        "too_large": "This file is %(size)s. The limit is %(most)s. Make it smaller, or "
        "publish it elsewhere and add a link.",
    }

    def to_python(self, data: File | None) -> File | None:
        """Return the file without metadata, under a cleaned name.

        Args:
            data: What was uploaded, or None.

        Raises:
            ValidationError: It is empty, too large, of another type, or its content is.
        """
        if data is not None and data.name:
            data.name = clean_filename(data.name)
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > settings.HUB_UPLOAD_BYTES:
            sizes = {
                "size": filesizeformat(upload.size),
                "most": filesizeformat(settings.HUB_UPLOAD_BYTES),
            }
            raise ValidationError(self.error_messages["too_large"], code="too_large", params=sizes)
        extension = file_extension(upload.name)
        if extension in settings.WAGTAILIMAGES_EXTENSIONS:
            return ImageUploadField().clean(upload)
        if extension not in settings.WAGTAILDOCS_EXTENSIONS:
            kinds = {"kinds": ", ".join(allowed_extensions())}
            raise ValidationError(self.error_messages["type"], code="type", params=kinds)
        return clean_document(upload)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Set the extensions that the browser's file dialog offers."""
        return super().widget_attrs(widget) | {
            "accept": ",".join(f".{extension}" for extension in allowed_extensions())
        }


def clean_document(upload: File) -> File:
    """Check the content of a document that is uploaded, and return it without metadata.

    Args:
        upload: The document, of an allowed extension.

    Returns:
        A file whose `details` are those that remain in it.

    Raises:
        ValidationError: It is damaged, protected by a password, or not what its name says.
    """
    extension = file_extension(upload.name or "")
    try:
        check_content(upload, extension)
        return remove_metadata(upload, extension)
    except InvalidDocumentError as error:
        raise ValidationError(
            str(error), code="invalid_content", params={"extension": extension}
        ) from error


def allowed_extensions() -> list[str]:
    """Return the extensions of allowed files."""
    return sorted({*settings.WAGTAILDOCS_EXTENSIONS, *settings.WAGTAILIMAGES_EXTENSIONS})
