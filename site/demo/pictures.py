"""Pictures: what the project has drawn, kept in the library of images."""

from demo.drawing import draw_portrait, draw_scene
from library.image_metadata import StrippedImageFile
from library.models import HubImage

CREDIT = "Drawn for the demonstration"


class Pictures:
    """Draws pictures and keeps them.

    Args:
        width: The width of a scene, in pixels. Small pictures are for tests.
    """

    def __init__(self, width: int = 1600) -> None:
        self.width = width
        self.made = 0

    def scene(self, seed: str, scene: str, title: str) -> HubImage:
        """Draw a scene and keep it.

        Args:
            seed: The same seed gives the same picture; the file is named after it.
            scene: One of `demo.drawing.SCENES`.
            title: Of the piece it is for.
        """
        drawn = draw_scene(scene, seed, self.width)
        return self._keep(f"{seed}.jpg", drawn, f"{scene.capitalize()}, for “{title}”")

    def portrait(self, seed: str, name: str) -> HubImage:
        """Draw the emblem that stands beside somebody's name, and keep it."""
        drawn = draw_portrait(seed, self.width * 2 // 5)
        return self._keep(f"portrait-{seed}.jpg", drawn, f"Emblem of {name}")

    def _keep(self, name: str, drawn: bytes, title: str) -> HubImage:
        image = HubImage(title=title[:255], credit=CREDIT, licence=HubImage.Licence.OWN)
        path = image.get_upload_to(name)
        # A file whose record is gone is the same drawing: it makes room for itself.
        if not HubImage.objects.filter(file=path).exists():
            image.file.storage.delete(path)
        image.file = StrippedImageFile(drawn, name=name)
        image.save()
        self.made += 1
        return image
