"""Limits on the memory that decoding a picture takes, and one decoding at a time.

The pixels that fit depend on the format: JPEG decodes at a half, quarter or eighth of the size, and
others as a whole. The measured peak of an accepted picture is below 120 MB.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

# A JPEG of more pixels is decoded, and stored, at a fraction of its size.
MAX_DECODED_PIXELS = 8_500_000
# All frames counted. WebP and AVIF take several copies to decode and to encode.
MAX_PIXELS = {"PNG": 12_000_000, "GIF": 12_000_000, "WEBP": 4_000_000, "AVIF": 3_700_000}
# A progressive JPEG is decoded from coefficients of its whole size, two bytes each.
MAX_COEFFICIENTS = 45_000_000
# Ten megabytes can contain half a million frames of one pixel, which take minutes to encode.
MAX_FRAMES = 1_000
# WebP cannot store a longer side.
MAX_SIDE = 16_000
WAIT_SECONDS = 60

TOO_MANY_PIXELS_MESSAGE = (
    "This picture is too large. A %(format)s picture can have up to %(limit)s million pixels, "
    "including all its frames. Make it smaller and try again. A width of 2,000 pixels is enough."
)
TOO_MANY_FRAMES_MESSAGE = "This animation is too long. It has more than %(limit)s frames."
TOO_LONG_MESSAGE = (
    "This picture is too long. Its width and height can be up to %(limit)s pixels. Make it "
    "smaller, or cut it into several pictures, and try again."
)
BUSY_MESSAGE = "Other pictures are being uploaded at the moment. Try again in a minute."


class InvalidImageError(ValueError):
    """The file is damaged, or is not an image of a supported format."""


class ImageLimitError(InvalidImageError):
    """The picture would take too much memory or time.

    Args:
        message: The reason, for the uploader.
        code: The error code.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


@contextmanager
def decoding_lock() -> Iterator[None]:
    """Wait until no other thread or process of this machine decodes an uploaded picture.

    Raises:
        ImageLimitError: Others decode for longer than a visitor would wait.
    """
    end = time.monotonic() + WAIT_SECONDS
    # A lock on a file is released when its process ends, however that happens.
    with Path(__file__).open() as file:
        while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() > end:
                raise ImageLimitError(BUSY_MESSAGE, "busy")
            time.sleep(0.05)
        try:
            yield
        finally:
            locks.unlock(file)


def frame_count(picture: Image.Image) -> int:
    """Return the number of frames; 1 for the several views in a JPEG of a phone."""
    return 1 if isinstance(picture, JpegImageFile) else getattr(picture, "n_frames", 1)


def check_limits(picture: Image.Image) -> int:
    """Check the declared size of an open picture, before it is decoded.

    Args:
        picture: The picture.

    Returns:
        The number of its frames.

    Raises:
        ImageLimitError: It has too many pixels or frames.
    """
    kind = "JPEG" if isinstance(picture, JpegImageFile) else picture.format or ""
    limit = _max_pixels(picture)
    pixels = picture.width * picture.height
    # Counting frames takes time, and is skipped for an image that is too large anyway.
    frames = frame_count(picture) if pixels <= limit else 1
    if pixels * frames > limit:
        raise too_many_pixels(kind, limit)
    if max(picture.size) > MAX_SIDE:
        raise ImageLimitError(TOO_LONG_MESSAGE % {"limit": f"{MAX_SIDE:,}"}, "too_long")
    if frames > MAX_FRAMES:
        raise ImageLimitError(
            TOO_MANY_FRAMES_MESSAGE % {"limit": f"{MAX_FRAMES:,}"}, "too_many_frames"
        )
    return frames


def too_many_pixels(kind: str, limit: int) -> ImageLimitError:
    """Return the error for a picture of a format with more pixels than a limit."""
    values = {"format": kind, "limit": f"{limit // 100_000 / 10:g}"}
    return ImageLimitError(TOO_MANY_PIXELS_MESSAGE % values, "file_too_many_pixels")


def reduce_jpeg(picture: JpegImageFile) -> None:
    """Let a JPEG decode at the largest fraction of its size whose pixels fit.

    Args:
        picture: The picture, not yet decoded.
    """
    width, height = picture.size
    divisor = 1
    while divisor < 8 and width * height / divisor**2 > MAX_DECODED_PIXELS:
        divisor *= 2
    if divisor > 1:
        picture.draft(None, (max(1, width // divisor), max(1, height // divisor)))


def _max_pixels(picture: Image.Image) -> int:
    """Return how many pixels a picture of this format may have, all frames counted."""
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if not isinstance(picture, JpegImageFile):
        return min(limit, MAX_PIXELS[picture.format or ""])
    if not picture.info.get("progressive"):
        return limit
    sampling = [(across, down) for _, across, down, _ in picture.layer]
    cell = max(across for across, _ in sampling) * max(down for _, down in sampling)
    per_pixel = sum(across * down for across, down in sampling) / cell
    return min(limit, int(MAX_COEFFICIENTS / per_pixel))
