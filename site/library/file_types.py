"""Detection of a file's type by its content, to compare with its extension.

A file of one type under the extension of another opens in an unexpected application. Only
signatures and the lists of archive members are read; nothing is unpacked.
"""

import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.core.files.base import File

_HEAD = 1024
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ALLOWED_CONTROL_CHARACTERS = {"\t", "\n", "\r", "\f"}


def file_extension(name: str) -> str:
    """Return the extension of a name, in lower case, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def matches_extension(file: File, extension: str) -> bool:
    """Return whether the content of a file is of the type of its extension.

    Args:
        file: The file, open for reading; it is rewound.
        extension: The extension, as `file_extension` returns it.

    Returns:
        False also for an unknown extension. Images are checked by `library.forms.ImageUploadField`.
    """
    check = _CHECKS.get(extension)
    if check is None:
        return False
    file.seek(0)
    try:
        return check(file)
    finally:
        file.seek(0)


def _starts_with(signature: bytes) -> Callable[[File], bool]:
    """Return a check of a signature; some applications write a byte-order mark or newline first."""
    return lambda file: (
        file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(signature)
    )


def _zip_archive(has_members: Callable[[zipfile.ZipFile], bool]) -> Callable[[File], bool]:
    """Return a check of the members of an undamaged ZIP archive."""

    def check(file: File) -> bool:
        if file.read(4) != b"PK\x03\x04":
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                return has_members(archive)
        # A crafted archive can raise any exception.
        except Exception:
            return False

    return check


def _office_open_xml(folder: str) -> Callable[[File], bool]:
    """Return a check for Office Open XML (ECMA-376, part 2): content types and main part."""

    def has_members(archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)

    return _zip_archive(has_members)


def _open_document(kind: str) -> Callable[[File], bool]:
    """Return a check for OpenDocument 1.3, part 2, 3.3: the member `mimetype`."""

    def has_members(archive: zipfile.ZipFile) -> bool:
        with archive.open("mimetype") as member:
            return member.read(100).decode("ascii").strip() == _OPEN_DOCUMENT + kind

    return _zip_archive(has_members)


def _is_keynote(archive: zipfile.ZipFile) -> bool:
    suffixes = (".iwa", "Index.zip", "index.apxl", "index.apxl.gz")
    return any(name.endswith(suffixes) for name in archive.namelist())


def _is_plain_text(file: File) -> bool:
    """Return whether a file is plain text, and no markup that a browser would render."""
    data = file.read()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return False
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
    "pdf": _starts_with(b"%PDF-"),
    "pptx": _office_open_xml("ppt/"),
    "rtf": _starts_with(b"{\\rtf"),
    "txt": _is_plain_text,
    "xlsx": _office_open_xml("xl/"),
}
