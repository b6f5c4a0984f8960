"""Private files: they lie outside anything that a web server gives out by itself."""

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from wagtail.images.models import (
    WagtailImageField,
    WagtailImageFieldFile,
)
from wagtail.utils.file import hash_filelike

from library.image_metadata import strip_metadata


def private_storage() -> Storage:
    """Return where private files lie; a view that asks who is asking gives them out."""
    return storages["private"]


class StrippedImageFieldFile(WagtailImageFieldFile):
    """A picture's file. Every way into the storage leads through its `save`."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store a picture without its metadata, and note the size and hash of what was stored.

        Args:
            name: The name to store it under.
            content: The picture.
            save: Whether to save the image it belongs to as well.

        Raises:
            NotAPictureError: The content is no picture, or is damaged.
        """
        clean = strip_metadata(content)
        # Without one, Django would not measure the picture.
        clean.name = name
        super().save(name, clean, save=False)
        self.instance.file_size = clean.size
        self.instance.file_hash = hash_filelike(clean)
        if save:
            self.instance.save()


class StrippedImageField(WagtailImageField):
    """A file field for pictures, stored without their metadata."""

    attr_class = StrippedImageFieldFile
