"""Models of the library: images with credit and licence, and documents."""

import logging
from typing import Any

from django.core.files.base import File
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_upload_to,
)

from library.storage import StrippedImageField

logger = logging.getLogger(__name__)


class HubImage(AbstractImage):
    """An image with credit and licence; its file is stored without metadata (`library.storage`)."""

    class Licence(models.TextChoices):
        """Licences under which the hub may show an image."""

        OWN = "own", "Our own"
        PERMISSION = "permission", "Used with permission"
        CC_BY = "cc-by", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
        CC0 = "cc0", "CC0, public domain"
        OGL = "ogl", "Open Government Licence 3.0"

    file = StrippedImageField(upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="The person or organisation that made the picture. Shown beside it.",
    )
    licence = models.CharField(
        max_length=max(len(value) for value in Licence.values),
        choices=Licence.choices,
        default=Licence.OWN,
        help_text="The licence that lets us use the picture.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file that has just come in is stored first.

        Its width, height, size and hash are then those of the stored picture, which may have been
        turned, before any of them is written to the database.
        """
        changed = kwargs.get("update_fields")
        if self.file and not self.file._committed and (changed is None or "file" in changed):
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Generate the file of a rendition.

        Args:
            filter: The operations.
            source: The picture, if it has been read already.

        Raises:
            SourceImageIOError: The stored file is missing or damaged. Wagtail's template tags then
                show the alternative text; any other error would take down the page.
        """
        try:
            return super().generate_rendition_file(filter, source=source)
        except InvalidFilterSpecError:
            raise
        # A damaged file can make a decoder raise any exception.
        except Exception as error:
            logger.warning("No rendition %s of image %s: %s", filter.spec, self.pk, error)
            raise SourceImageIOError(str(error)) from error


class HubRendition(AbstractRendition):
    """A rendition of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class HubDocument(AbstractDocument):
    """A document to read or download."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Check the extension of a file; a form that has refused the file has said why."""
        if self.file:
            super().clean()

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
