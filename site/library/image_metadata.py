"""Removal of image metadata by encoding the pixels again.

A photograph of a ward can identify the ward: phones write place, time and owner into the file, and
a thumbnail of what was cropped away. Encoding again drops whatever is stored in addition to pixels.
"""

from collections.abc import Iterator
from io import BytesIO

from django.core.files.base import ContentFile, File
from PIL import ExifTags, Image, ImageSequence
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from library.image_colours import convert_for_web
from library.image_limits import (
    InvalidImageError,
    check_limits,
    decoding_lock,
    reduce_jpeg,
)

# No other decoder is tried, so that those of unused formats cannot be attacked.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# What the appearance of the pixels depends on.
PRESERVED_INFO_KEYS = ("icc_profile", "transparency")
QUALITY = 90
# The default of 6 takes four seconds over a 12-megapixel photograph; 8 takes one.
AVIF_SPEED = 8

ORIENTATION_TRANSPOSES = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class StrippedImageFile(ContentFile):
    """An image file without metadata."""


def strip_metadata(file: File) -> StrippedImageFile:
    """Encode an image again, upright, without metadata, in colours that every browser shows.

    Args:
        file: An image, open for reading: JPEG, PNG, GIF, WebP or AVIF. A `StrippedImageFile` is
            returned as it is, so that it loses no quality by a second encoding.

    Returns:
        A file of the same name and format. A very large JPEG is smaller. Animations keep their
        frames, durations and loops; the colour profile is kept where it fits.

    Raises:
        ImageLimitError: The image would take too much memory.
        InvalidImageError: The file is damaged, or is no such image.
    """
    # A field's file wraps the uploaded one.
    for content in (file, getattr(file, "file", None)):
        if isinstance(content, StrippedImageFile):
            content.seek(0)
            return content
    with decoding_lock():
        file.seek(0)
        try:
            encoded = _reencode(file)
        except InvalidImageError:
            raise
        # A crafted file can make a decoder raise any exception.
        except Exception as error:
            raise InvalidImageError("This file is damaged or is not a picture.") from error
    return StrippedImageFile(encoded, name=file.name)


def _reencode(file: File) -> bytes:
    picture = Image.open(file, formats=FORMATS)
    is_animated = check_limits(picture) > 1
    if isinstance(picture, JpegImageFile):
        reduce_jpeg(picture)
    picture.load()
    transpose = ORIENTATION_TRANSPOSES.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    options = _save_options(picture, file, is_rotated=transpose is not None)
    if is_animated:
        frames, durations = [], []
        for frame in ImageSequence.Iterator(picture):
            frame.load()
            durations.append(frame.info.get("duration", 0))
            frames.append(_strip_frame(frame.copy(), transpose))
        stripped, *rest = frames
        options |= {"save_all": True, "append_images": rest}
        options |= _animation_save_options(picture, frames, durations)
    else:
        # Decoders other than those of JPEG and PNG hold memory as long as their image.
        is_light = isinstance(picture, JpegImageFile) or picture.format == "PNG"
        still = picture if is_light else picture.copy()
        del picture
        stripped = _strip_frame(still, transpose)
        if stripped.mode != still.mode and options.pop("qtables", None):
            options |= {"quality": QUALITY, "subsampling": 0}
        del still
    options["icc_profile"] = stripped.info.get("icc_profile")
    output = BytesIO()
    stripped.save(output, **options)
    return output.getvalue()


def _strip_frame(frame: Image.Image, transpose: Image.Transpose | None) -> Image.Image:
    # Pillow writes some of what it finds here into the new file, a comment for example.
    frame.info = {
        key: frame.info[key] for key in PRESERVED_INFO_KEYS if frame.info.get(key) is not None
    }
    frame = convert_for_web(frame)
    return frame if transpose is None else frame.transpose(transpose)


def _save_options(picture: Image.Image, file: File, *, is_rotated: bool) -> dict:
    """Return the options that encode an image as it was."""
    match picture:
        case JpegImageFile():
            sampling = get_sampling(picture)
            return {
                "format": "JPEG",
                "qtables": picture.quantization,
                "optimize": True,
                "progressive": bool(picture.info.get("progressive")),
                # 4:2:2 halves the width only; on its side it would halve the height, which JPEG
                # writers here cannot say.
                "subsampling": 0 if is_rotated and sampling == 1 else sampling,
            }
        case Image.Image(format="WEBP") if _first_webp_bitstream(file) == b"VP8L":
            return {"format": "WEBP", "lossless": True, "exact": True}
        case Image.Image(format="WEBP"):
            return {"format": "WEBP", "quality": QUALITY}
        case Image.Image(format="AVIF"):
            return {"format": "AVIF", "quality": QUALITY, "speed": AVIF_SPEED}
    return {"format": picture.format}


def _animation_save_options(
    picture: Image.Image, frames: list[Image.Image], durations: list[int]
) -> dict:
    options: dict = {"duration": durations}
    if "loop" in picture.info:
        options["loop"] = picture.info["loop"]
    match picture.format:
        case "GIF" if any(frame.has_transparency_data for frame in frames):
            # Each frame is whole by now; what shone through the last one must not stay.
            options["disposal"] = 2
        case "PNG" if picture.info.get("default_image"):
            # The first picture is the fallback without animation, and has no time of its own.
            options |= {"default_image": True, "duration": durations[1:]}
        case "WEBP":
            options["background"] = picture.info.get("background", (0, 0, 0, 0))
    return options


def _first_webp_bitstream(file: File) -> bytes | None:
    file.seek(0)
    return next(_webp_bitstreams(file.read()), None)


def _webp_bitstreams(data: bytes) -> Iterator[bytes]:
    """Yield the bitstream types of a WebP: ``VP8L`` is lossless, ``VP8 `` is lossy."""
    position = 12
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        if kind in (b"VP8 ", b"VP8L"):
            yield kind
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        # A frame of an animation stores its picture after 16 bytes of position and duration.
        position += 24 if kind == b"ANMF" else 8 + size + size % 2
