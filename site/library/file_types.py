"""Whether a file is what its name says: by its first bytes, and by what an archive holds.

A file of one kind under the name of another opens in a programme that nobody expects. What is
looked at here are the marks by which the formats know themselves; nothing is unpacked.
"""

import zipfile
from collections.abc import Callable
from pathlib import PurePath

from django.core.files.base import File

_HEAD = 1024
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MARKS_OF_TEXT = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SIGNS_OF_TEXT = {"\t", "\n", "\r", "\f"}


def file_extension(name: str) -> str:
    """Return what stands behind a name's last dot, in lower case, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def matches_extension(file: File, ending: str) -> bool:
    """Return whether a file holds what its ending says.

    Args:
        file: The file, open for reading; it is left at its beginning.
        ending: The end of its name, as `ending_of` gives it.

    Returns:
        False too for an ending of which nothing is known here. Pictures are not looked at here:
        see `library.forms.PictureField`.
    """
    looks = _CHECKS.get(ending)
    if looks is None:
        return False
    file.seek(0)
    try:
        return looks(file)
    finally:
        file.seek(0)


def _starts_with(mark: bytes) -> Callable[[File], bool]:
    """Return a look at the first bytes; some programmes write a byte-order mark or a line first."""
    return lambda file: file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(mark)


def _zip_archive(holds: Callable[[zipfile.ZipFile], bool]) -> Callable[[File], bool]:
    """Return a look into an archive, which begins with one and is not damaged."""

    def looks(file: File) -> bool:
        if file.read(4) != b"PK\x03\x04":
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                return holds(archive)
        # What was made to break it makes it raise whatever it happens to trip over.
        except Exception:
            return False

    return looks


def _office_open_xml(folder: str) -> Callable[[File], bool]:
    """Return a look for Office Open XML (ECMA-376, part 2): its list of contents and main part."""

    def holds(archive: zipfile.ZipFile) -> bool:
        names = archive.namelist()
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)

    return _zip_archive(holds)


def _open_document(kind: str) -> Callable[[File], bool]:
    """Return a look for OpenDocument 1.3, part 2, 3.3: the file `mimetype` says what it is."""

    def holds(archive: zipfile.ZipFile) -> bool:
        with archive.open("mimetype") as said:
            return said.read(100).decode("ascii").strip() == _OPEN_DOCUMENT + kind

    return _zip_archive(holds)


def _is_keynote(archive: zipfile.ZipFile) -> bool:
    ends = (".iwa", "Index.zip", "index.apxl", "index.apxl.gz")
    return any(name.endswith(ends) for name in archive.namelist())


def _is_plain_text(file: File) -> bool:
    """Return whether it is plain text: signs that people read, and no page for a browser."""
    data = file.read()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return False
    marked = (name for mark, name in _MARKS_OF_TEXT.items() if data.startswith(mark))
    for encoding in (*marked, "utf-8", "cp1252"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign >= " " or sign in _SIGNS_OF_TEXT for sign in set(words))
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
