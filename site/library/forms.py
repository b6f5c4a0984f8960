"""Form fields and the form of uploaded images."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from library.file_types import file_extension
from library.image_limits import (
    MAX_PIXELS,
    ImageLimitError,
    InvalidImageError,
    check_limits,
    decoding_lock,
    too_many_pixels,
)
from library.image_metadata import FORMATS, strip_metadata

INVALID_IMAGE_MESSAGE = (
    "This file cannot be read as a picture. It may be damaged or incomplete. Open it on your "
    "computer, save it again as JPEG or PNG, and try again."
)
ANIMATION_MESSAGE = (
    "The hub cannot show animated %(format)s pictures. Save it as an animated GIF or WebP, or "
    "as a still picture, and try again."
)
ALT_TEXT_HELP_TEXT = (
    "Describe the picture for people who cannot see it, in one or two short sentences. For "
    "example, “A nurse reads a drug chart at a bedside.” Do not start with “picture of”."
)


class ImageUploadField(WagtailImageField):
    """An image field that checks the declared size before decoding, and strips metadata.

    A few kilobytes can declare hundreds of millions of pixels. The cleaned file has no metadata, so
    that none is stored even while Wagtail waits for the form to be completed.
    """

    def to_python(self, data: File | None) -> File | None:
        """Return the image without metadata.

        Args:
            data: What was uploaded, or None.

        Raises:
            ValidationError: It is no picture, is damaged or too large, or has no accepted format.
        """
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        # Cheap checks come first; Wagtail's own does this one after opening the image.
        if self.max_upload_size is not None and upload.size > self.max_upload_size:
            raise ValidationError(
                self.error_messages["file_too_large"]
                % {
                    "file_size": filesizeformat(upload.size),
                    "max_filesize": self.max_upload_size_text,
                },
                code="file_too_large",
            )
        self.check_header(upload)
        try:
            clean = strip_metadata(upload)
        except ImageLimitError as error:
            raise ValidationError(error.message, code=error.code) from error
        except InvalidImageError as error:
            raise ValidationError(INVALID_IMAGE_MESSAGE, code="invalid_image") from error
        return super().to_python(clean)

    def check_header(self, upload: File) -> None:
        """Refuse an image whose header declares too many pixels or frames.

        Raises:
            ValidationError: It declares too many, has no readable header, or is animated in a
                format whose animations Willow does not support.
        """
        upload.seek(0)
        try:
            with decoding_lock(), Image.open(upload, formats=FORMATS) as picture:
                kind, frames = picture.format, check_limits(picture)
        except ImageLimitError as error:
            raise ValidationError(error.message, code=error.code) from error
        except Image.DecompressionBombError as error:
            kind = file_extension(upload.name).upper().replace("JPG", "JPEG")
            limit = too_many_pixels(kind, MAX_PIXELS.get(kind) or self.max_image_pixels or 0)
            raise ValidationError(limit.message, code=limit.code) from error
        # A crafted file can make a decoder raise any exception.
        except Exception as error:
            raise ValidationError(INVALID_IMAGE_MESSAGE, code="invalid_image") from error
        finally:
            upload.seek(0)
        if frames > 1 and kind in ("PNG", "AVIF"):
            raise ValidationError(ANIMATION_MESSAGE, code="moving", params={"format": kind})


class HubImageForm(BaseImageForm):
    """The admin's form for an image, wherever it is added or changed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail sets the field `file` itself, and some of its forms leave it out, which a declared
        # field could not be.
        if file := self.fields.get("file"):
            self.fields["file"] = ImageUploadField(
                required=file.required, label=file.label, widget=file.widget
            )
        if description := self.fields.get("description"):
            description.label = "Alternative text"
            description.help_text = ALT_TEXT_HELP_TEXT
        # A multiple upload has the files only; the other fields are filled in later.
        if licence := self.fields.get("licence"):
            licence.required = False

    def clean_licence(self) -> str:
        """Return the chosen licence, or the present one where the form has no such field."""
        return self.cleaned_data["licence"] or self.instance.licence
