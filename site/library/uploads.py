"""How a file comes in that is not for the public library: a document, or a picture."""

import unicodedata
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat

from library.file_types import file_extension, matches_extension
from library.forms import ImageUploadField

MAX_NAME_LENGTH = 120
_NOT_IN_NAMES = set('/\\:*?"<>|')


def clean_filename(name: str) -> str:
    """Return a file name that every system can keep and that reads as it is.

    Signs that one does not see, among them those that turn the direction of reading and so can
    show another ending than the true one, and signs that mean something to a file system, go.

    Args:
        name: The name as it came, perhaps with folders.
    """
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    shown = "".join(
        " " if sign in _NOT_IN_NAMES else sign
        for sign in plain
        if sign == " " or not unicodedata.category(sign).startswith(("C", "Z"))
    )
    path = PurePath(" ".join(shown.split()))
    stem = path.stem.strip(" .")[: MAX_NAME_LENGTH - len(path.suffix)].rstrip() or "file"
    return stem + path.suffix.lower()[:MAX_NAME_LENGTH]


class FileUploadField(forms.FileField):
    """Takes a document or a picture: of a kind on the list, not too large, and what it says it is.

    A picture goes through the library's own checks and loses its metadata. Other files stay as
    they are: what a PDF or a document says about its author stays in it.
    """

    default_error_messages = {
        "kind": "Files of this kind cannot be taken. These can: %(kinds)s.",
        "large": "This file has %(size)s; it can have %(most)s at most. Make it smaller, or put it "
        "elsewhere and add a link.",
        "unfit": "What is in this file is not what its name says (%(ending)s). It may be damaged, "
        "or only have been renamed. Save it again from the programme it comes from.",
    }

    def to_python(self, data: File | None) -> File | None:
        """Return the file under a clean name.

        Args:
            data: What was uploaded, or None.

        Raises:
            ValidationError: It is empty, too large, of another kind, or not what its name says.
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
            raise ValidationError(self.error_messages["large"], code="large", params=sizes)
        ending = file_extension(upload.name)
        if ending in settings.WAGTAILIMAGES_EXTENSIONS:
            return ImageUploadField().clean(upload)
        if ending not in settings.WAGTAILDOCS_EXTENSIONS:
            kinds = {"kinds": ", ".join(allowed_extensions())}
            raise ValidationError(self.error_messages["kind"], code="kind", params=kinds)
        if not matches_extension(upload, ending):
            raise ValidationError(
                self.error_messages["unfit"], code="unfit", params={"ending": ending}
            )
        return upload

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Tell the browser which files to offer."""
        return super().widget_attrs(widget) | {
            "accept": ",".join(f".{one}" for one in allowed_extensions())
        }


def allowed_extensions() -> list[str]:
    """Return the endings of the files that can be taken."""
    return sorted({*settings.WAGTAILDOCS_EXTENSIONS, *settings.WAGTAILIMAGES_EXTENSIONS})
