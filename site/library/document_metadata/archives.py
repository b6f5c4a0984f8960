"""Removal of metadata from Office Open XML and OpenDocument files by writing the archive again."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from library.document_errors import UNPACKS, InvalidDocumentError
from library.document_metadata import office_parts, open_document_parts
from library.document_metadata.details import Detail
from library.document_metadata.pictures import has_unremovable_details, strip_picture

OFFICE_OPEN_XML = {"docx", "xlsx", "pptx"}
OPEN_DOCUMENT = {"odt", "ods", "odp"}
MAX_MEMBER_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 3
# Archives have no time of their own; this is the earliest one that a ZIP can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MEDIA_FOLDERS = ("/media/", "Pictures/", "/Pictures/", "Media/", "/theme/media/")

CleanPart = Callable[[str, bytes, set[str]], bytes | None]


def clean_archive(source: Path, target: Path, extension: str) -> list[str]:
    """Write an office document without metadata, and without the names of comments' authors.

    Args:
        source: The file as uploaded, whose members have been checked.
        target: Where to write the clean file.
        extension: The extension of the file.

    Returns:
        The details that remain in it. A signed file is written unchanged.

    Raises:
        InvalidDocumentError: A member is too large to be cleaned.
    """
    details: set[str] = set()
    with source.open("rb") as file, target.open("w+b") as written:
        _rewrite(file, written, extension, details, depth=0)
    if Detail.SIGNATURE in details:
        target.write_bytes(source.read_bytes())
        details.add(Detail.AUTHOR)
    return sorted(details)


def _rewrite(
    source: IO[bytes], target: IO[bytes], extension: str, details: set[str], *, depth: int
) -> None:
    is_office = extension in OFFICE_OPEN_XML
    clean_part: CleanPart = office_parts.clean_part if is_office else open_document_parts.clean_part
    with (
        zipfile.ZipFile(source) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as clean,
    ):
        for member in archive.infolist():
            if member.file_size > MAX_MEMBER_BYTES:
                raise InvalidDocumentError(UNPACKS)
            content: bytes | None = archive.read(member)
            if content is not None and is_office and "/embeddings/" in member.filename:
                content = _clean_embedded(member.filename, content, details, depth)
            elif content is not None:
                content = clean_part(member.filename, content, details)
            if content is None:
                continue
            if any(folder in member.filename for folder in _MEDIA_FOLDERS):
                content = strip_picture(content)
                if has_unremovable_details(content):
                    details.add(Detail.RECORDINGS)
            entry = zipfile.ZipInfo(member.filename, _NO_TIME)
            # The first member of an OpenDocument names its type, and is stored as it is.
            is_stored = member.compress_type == zipfile.ZIP_STORED
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            clean.writestr(entry, content)


def _clean_embedded(name: str, content: bytes, details: set[str], depth: int) -> bytes:
    """Return a document inside a document, such as the figures of a chart, without metadata."""
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    if extension not in OFFICE_OPEN_XML or depth >= MAX_DEPTH:
        details.add(Detail.FILES)
        return content
    written = BytesIO()
    try:
        _rewrite(BytesIO(content), written, extension, details, depth=depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        details.add(Detail.FILES)
        return content
    return written.getvalue()
