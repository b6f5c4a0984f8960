"""Removal of metadata from pictures inside documents, without decoding them.

A picture in a document keeps its pixels and its size, on which the layout depends. Only the parts
of its file that an image needs are kept, of the formats that cameras and phones write.
"""

import re
from io import BytesIO

from PIL import ExifTags, Image

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_JPEG_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END_OF_IMAGE, _ADOBE = 0xDA, 0xD9, 0xEE
_APPLICATION_SEGMENTS, _COMMENT = range(0xE0, 0xF0), 0xFE
_PNG_ANCILLARY = {
    *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"cICP", b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_METADATA_FLAGS = 0x0C
# TIFF, RIFF other than WebP (AVI, WAV), ID3 (MP3), Matroska, Ogg and MPEG streams.
_OTHER_SIGNATURES = (b"II*\0", b"MM\0*", b"RIFF", b"ID3", b"\x1aE\xdf\xa3", b"OggS", b"\0\0\1\xba")


def strip_picture(data: bytes, *, keep_orientation: bool = True) -> bytes:
    """Return a picture without metadata; other data is returned unchanged.

    Args:
        data: The file of a picture.
        keep_orientation: Whether the program that shows it turns it as its metadata says.
    """
    if data.startswith(_JPEG):
        return _strip_jpeg(data, keep_orientation=keep_orientation)
    if data.startswith(_PNG):
        return _strip_png(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _strip_webp(data)
    return data


def has_unremovable_details(data: bytes) -> bool:
    """Return whether data is a video, a sound or a picture whose metadata is not removed."""
    is_webp = data[8:12] == b"WEBP"
    # HEIC, MP4 and QuickTime.
    return data[4:8] == b"ftyp" or (data.startswith(_OTHER_SIGNATURES) and not is_webp)


def _strip_jpeg(data: bytes, *, keep_orientation: bool) -> bytes:
    orientation = _orientation_segment(data) if keep_orientation else b""
    kept, position = [data[:2]], 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == _END_OF_IMAGE:
            break
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        start = data[position + 4 : position + 16]
        if _is_needed(marker, start):
            kept.append(data[position:end])
        elif start.startswith(b"Exif\0"):
            kept.append(orientation)
            orientation = b""
        position = end
        if marker == _START_OF_SCAN:
            # Compressed pixels last until a marker that is neither a restart nor an escape.
            following = _JPEG_SCAN_END.search(data, position)
            scan_end = following.start() if following else len(data)
            kept.append(data[position:scan_end])
            position = scan_end
    # Whatever follows the end is no part of the picture: phones append previews and videos.
    return b"".join(kept) + b"\xff\xd9"


def _is_needed(marker: int, start: bytes) -> bool:
    if marker in _APPLICATION_SEGMENTS:
        return marker == _ADOBE or start.startswith((b"JFIF\0", b"ICC_PROFILE\0"))
    return marker != _COMMENT


def _orientation_segment(data: bytes) -> bytes:
    """Return the segment that turns a JPEG, with no other metadata; empty if it stands upright."""
    try:
        with Image.open(BytesIO(data), formats=["JPEG"]) as picture:
            orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    # A crafted file can make a decoder raise any exception.
    except Exception:
        return b""
    if orientation not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    content = exif.tobytes()
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def _strip_png(data: bytes) -> bytes:
    kept, position = [data[:8]], 8
    while position + 8 <= len(data):
        kind = data[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        # The fifth bit of the first letter is clear in critical chunks.
        if not kind[0] & 0x20 or kind in _PNG_ANCILLARY:
            kept.append(data[position:end])
        position = end
        if kind == b"IEND":
            break
    return b"".join(kept)


def _strip_webp(data: bytes) -> bytes:
    kept, position = [], 12
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        chunk = bytearray(data[position:end])
        if kind == b"VP8X" and len(chunk) > 8:
            chunk[8] &= ~_WEBP_METADATA_FLAGS
        if kind in _WEBP_CHUNKS:
            kept.append(bytes(chunk))
        position = end
    content = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(content).to_bytes(4, "little") + content
