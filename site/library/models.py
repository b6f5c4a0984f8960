"""Models of the library: images with credit and licence, and documents."""

import logging
from typing import Any

from django.core.files.base import File
from django.db import models
from django.templatetags.static import static
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_upload_to,
)

from library.image_limits import decoding_lock
from library.reduced_sources import LARGE_PIXELS, reduce_source
from library.storage import StrippedImageField

logger = logging.getLogger(__name__)

PLACEHOLDER = "img/missing-picture.svg"
PLACEHOLDER_SIZE = {"width": 400, "height": 250}


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

    def create_renditions(self, *filters: Filter) -> dict[Filter, "HubRendition"]:
        """Create the renditions of a large image one after another; Wagtail uses three threads.

        The lock lets one be generated at a time, and each thread would keep memory of its own.
        """
        if self.width * self.height <= LARGE_PIXELS:
            return super().create_renditions(*filters)
        return {filter: self.create_rendition(filter) for filter in filters}

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Generate the file of a rendition.

        Args:
            filter: The operations.
            source: The picture, if it has been read already.

        Raises:
            SourceImageIOError: The stored file is missing or damaged. Wagtail's template tags then
                show a placeholder; any other error would take down the page.
        """
        try:
            if self.width * self.height <= LARGE_PIXELS:
                return super().generate_rendition_file(filter, source=source)
            # Each page that lacks a rendition generates it.
            with decoding_lock():
                reduced, content = reduce_source(self, filter, source)
                return super(HubImage, reduced).generate_rendition_file(filter, source=content)
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

    @property
    def is_missing(self) -> bool:
        """Whether Wagtail stands in for the rendition of a picture that cannot be read."""
        return self.file.name == "not-found"

    @property
    def url(self) -> str:
        """Return the URL of the file, or of a placeholder where Wagtail's would lead nowhere."""
        return static(PLACEHOLDER) if self.is_missing else super().url

    @property
    def attrs_dict(self) -> dict[str, Any]:
        """Return the attributes of an `img`; those of a placeholder have its size."""
        attrs = super().attrs_dict
        return attrs | PLACEHOLDER_SIZE if self.is_missing else attrs


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
