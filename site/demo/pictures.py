"""The demonstration's pictures: files in `content/pictures`, stored in the image library."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from demo.content import CONTENT, ContentError
from library.image_metadata import StrippedImageFile
from library.models import HubImage

PICTURES = CONTENT / "pictures"
CREDIT = "Drawn for the demonstration"


class PictureLibrary:
    """Stores picture files as images of the library.

    Args:
        width: The largest width of a stored image, in pixels. Tests store small images.

    Attributes:
        created: How many images this object has stored.
    """

    def __init__(self, width: int = 1600) -> None:
        self.width = width
        self.created = 0

    def store_scene(self, name: str, title: str) -> HubImage:
        """Store the picture of a page or block.

        Args:
            name: The picture file's name without suffix; see `ContentEntry.name`.
            title: The title of the page that shows it.

        Returns:
            The stored image.

        Raises:
            ContentError: There is no such file.
        """
        return self._store(name, f"Picture for “{title}”")

    def store_portrait(self, slug: str, name: str) -> HubImage:
        """Store the emblem shown next to a person's name.

        Args:
            slug: The person's slug.
            name: The person's name.

        Returns:
            The stored image.

        Raises:
            ContentError: There is no such file.
        """
        return self._store(f"portrait-{slug}", f"Emblem of {name}")

    def _store(self, name: str, title: str) -> HubImage:
        path = PICTURES / f"{name}.webp"
        if not path.exists():
            raise ContentError(path, "the file is missing")
        image = HubImage(title=title[:255], credit=CREDIT, licence=HubImage.Licence.OWN)
        stored_name = image.get_upload_to(path.name)
        # The file of a deleted record has the same content: storing it anew keeps its name.
        if not HubImage.objects.filter(file=stored_name).exists():
            image.file.storage.delete(stored_name)
        image.file = StrippedImageFile(self._content(path), name=path.name)
        image.save()
        self.created += 1
        return image

    def _content(self, path: Path) -> bytes:
        with Image.open(path) as picture:
            if picture.width <= self.width:
                return path.read_bytes()
            picture.thumbnail((self.width, self.width))
            resized = BytesIO()
            picture.save(resized, "WEBP")
            return resized.getvalue()
