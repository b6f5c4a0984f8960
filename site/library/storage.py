"""Storage of files: private files, and image files without metadata."""

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from wagtail.images.models import (
    WagtailImageField,
    WagtailImageFieldFile,
)
from wagtail.utils.file import hash_filelike

from library.image_metadata import strip_metadata


def private_storage() -> Storage:
    """Return the storage of private files, which no web server serves; views check permission."""
    return storages["private"]


class StrippedImageFieldFile(WagtailImageFieldFile):
    """The file of an image field; every path into the storage leads through `save`."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store a picture without its metadata, and note the size and hash of what was stored.

        Args:
            name: The name to store it under.
            content: The picture.
            save: Whether to save the image it belongs to as well.

        Raises:
            InvalidImageError: The content is no picture, or is damaged.
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
    """An image field whose files are stored without metadata."""

    attr_class = StrippedImageFieldFile
