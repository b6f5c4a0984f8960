"""Detection of a file's type by its content, to compare with its extension.

A file of one type under the extension of another opens in an unexpected application. A file that is
cut off, needs a password or contains a program is of no use to its readers.
"""

import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.core.files.base import File

from library.archive_checks import read_archive
from library.document_errors import (
    DAMAGED,
    MACROS,
    MARKUP,
    MISMATCH,
    InvalidDocumentError,
)

_HEAD = 1024
# Some applications append a little after the end of a PDF.
_TAIL = 2048
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ALLOWED_CONTROL_CHARACTERS = {"\t", "\n", "\r", "\f"}


def file_extension(name: str) -> str:
    """Return the extension of a name, in lower case, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def check_content(file: File, extension: str) -> None:
    """Check that the content of a document is whole, readable and of the type of its extension.

    Args:
        file: The file, open for reading; it is rewound.
        extension: The extension, as `file_extension` returns it.

    Raises:
        InvalidDocumentError: It is not, with the message for the uploader; also for an unknown
            extension. Images are checked by `library.forms.ImageUploadField`.
    """
    check = _CHECKS.get(extension)
    file.seek(0)
    try:
        if check is None or not check(file):
            raise InvalidDocumentError(MISMATCH)
    finally:
        file.seek(0)


def _is_pdf(file: File) -> bool:
    """Return whether a file is a whole PDF; `document_metadata.pdf` parses it."""
    data = file.read()
    if not data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return False
    if b"%%EOF" not in data[-_TAIL:]:
        raise InvalidDocumentError(DAMAGED)
    return True


def _is_rich_text(file: File) -> bool:
    """Return whether a file is RTF to its last brace, without embedded objects."""
    data = file.read()
    if not data.lstrip().startswith(b"{\\rtf"):
        return False
    if not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
        raise InvalidDocumentError(DAMAGED)
    if b"\\objdata" in data:
        raise InvalidDocumentError(MACROS)
    return True


def _zip_archive(has_members: Callable[[zipfile.ZipFile], bool]) -> Callable[[File], bool]:
    """Return a check of the members of an undamaged ZIP archive."""

    def check(file: File) -> bool:
        with read_archive(file) as archive:
            return has_members(archive)

    return check


def _office_open_xml(folder: str) -> Callable[[File], bool]:
    """Return a check for Office Open XML (ECMA-376, part 2): content types and main part."""

    def has_members(archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        is_document = "[Content_Types].xml" in names
        if is_document and b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise InvalidDocumentError(MACROS)
        return is_document and any(name.startswith(folder) for name in names)

    return _zip_archive(has_members)


def _open_document(kind: str) -> Callable[[File], bool]:
    """Return a check for OpenDocument 1.3, part 2, 3.3: the member `mimetype`."""

    def has_members(archive: zipfile.ZipFile) -> bool:
        if "mimetype" not in archive.namelist():
            return False
        with archive.open("mimetype") as member:
            return member.read(100).decode("ascii", "replace").strip() == _OPEN_DOCUMENT + kind

    return _zip_archive(has_members)


def _is_keynote(archive: zipfile.ZipFile) -> bool:
    suffixes = (".iwa", "Index.zip", "index.apxl", "index.apxl.gz")
    return any(name.endswith(suffixes) for name in archive.namelist())


def _is_plain_text(file: File) -> bool:
    """Return whether a file is plain text, and no markup that a browser would render."""
    data = file.read()
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_MARKUP) or b"<html" in head or b"<script" in head:
        raise InvalidDocumentError(MARKUP)
    marked = (name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark))
    for encoding in (*marked, "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(char >= " " or char in _ALLOWED_CONTROL_CHARACTERS for char in set(text))
    return False


_CHECKS: dict[str, Callable[[File], bool]] = {
    "csv": _is_plain_text,
    "docx": _office_open_xml("word/"),
    "key": _zip_archive(_is_keynote),
    "odp": _open_document("presentation"),
    "ods": _open_document("spreadsheet"),
    "odt": _open_document("text"),
    "pdf": _is_pdf,
    "pptx": _office_open_xml("ppt/"),
    "rtf": _is_rich_text,
    "txt": _is_plain_text,
    "xlsx": _office_open_xml("xl/"),
}
