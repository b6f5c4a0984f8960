"""Sources of renditions at a fraction of their size, which take less memory and time."""

from copy import copy
from io import BytesIO
from typing import TypeVar

from django.core.files.base import ContentFile, File
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from wagtail.images.models import AbstractImage, Filter

from library.image_metadata import FORMATS

ImageT = TypeVar("ImageT", bound=AbstractImage)

# Below, three renditions at once take about 60 MB.
LARGE_PIXELS = 2_000_000
_FOCAL_POINT_FIELDS = (
    *("focal_point_x", "focal_point_y"),
    *("focal_point_width", "focal_point_height"),
)
_QUALITY = 95


def reduce_source(image: ImageT, filter: Filter, source: File | None) -> tuple[ImageT, File | None]:
    """Return an image at a fraction of its size from which a rendition can be generated.

    A JPEG is decoded at the fraction. Other pictures are decoded as a whole, once instead of three
    or four times.

    Args:
        image: The image.
        filter: The operations of the rendition.
        source: Its file, if it has been read already.

    Returns:
        A copy of the image with the size and the focal point of the reduced picture, and its file.
        The arguments themselves, if the rendition needs more than half of its width or height.
    """
    if source is None:
        with image.open_file() as file:
            source = ContentFile(file.read())
    source.seek(0)
    with Image.open(source, formats=FORMATS) as picture:
        transform = filter.get_transform(image, picture.size)
        area, (width, height) = transform.get_rect(), transform.size
        divisor = int(min(area.width / max(width, 1), area.height / max(height, 1)))
        if divisor < 2 or getattr(picture, "is_animated", False):
            source.seek(0)
            return image, source
        full_width = picture.width
        content = _encode_reduced(picture, divisor)
        reduced = copy(image)
        with Image.open(content) as small:
            reduced.width, reduced.height = small.size
    for name in _FOCAL_POINT_FIELDS:
        if (value := getattr(image, name)) is not None:
            setattr(reduced, name, round(value * reduced.width / full_width))
    return reduced, ContentFile(content.getvalue())


def _encode_reduced(picture: Image.Image, divisor: int) -> BytesIO:
    """Return a picture at a fraction of its size, in a format from which Wagtail converts alike."""
    target = (picture.width // divisor, picture.height // divisor)
    content = BytesIO()
    if isinstance(picture, JpegImageFile):
        picture.draft(None, target)
        picture.save(content, "JPEG", quality=_QUALITY, icc_profile=picture.info.get("icc_profile"))
        return content
    # The colours of a palette cannot be mixed.
    mixed = picture.convert("RGBA") if picture.mode == "P" else picture
    # A box of whole pixels of the small picture, so that the shape of renditions does not change.
    small = mixed.reduce(divisor, (0, 0, target[0] * divisor, target[1] * divisor))
    small.save(content, "PNG", compress_level=1, icc_profile=picture.info.get("icc_profile"))
    return content
