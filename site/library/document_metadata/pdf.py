"""Removal of metadata from PDF files, and the checks that need a parser."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from library.document_errors import (
    DAMAGED,
    MACROS,
    PASSWORD,
    RESTRICTED,
    InvalidDocumentError,
)
from library.document_metadata.details import Detail
from library.document_metadata.pictures import strip_picture

PROGRAM_SUFFIXES = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar"),
    *(".lnk", ".hta", ".sh", ".app", ".docm", ".xlsm", ".pptm"),
)
_METADATA_KEYS = {"/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo", "/Thumb"}
_AUTHOR_KEYS = ("/T", "/M", "/CreationDate", "/NM")
_PROGRAM_ACTIONS = {"/JavaScript", "/Launch"}
# ISO 32000-2, 12.5.6: the annotations that reviewers add. Others are part of the content.
_COMMENTS = {
    *("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Stamp"),
    *("/Redact", "/Sound"),
}
_FLATE, _JPEG = "/FlateDecode", "/DCTDecode"
_MAX_JPEG_BYTES = 50 * 1024 * 1024


def clean_pdf(source: Path, target: Path) -> list[str]:
    """Write a PDF without metadata, earlier revisions, or names of the authors of comments.

    Args:
        source: The file as uploaded.
        target: Where to write the clean file.

    Returns:
        The details that remain in it. A signed file is written unchanged.

    Raises:
        InvalidDocumentError: It is damaged, protected by a password, or contains a program.
    """
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError as error:
        raise InvalidDocumentError(PASSWORD) from error
    except pikepdf.PdfError as error:
        raise InvalidDocumentError(DAMAGED) from error
    with pdf:
        if pdf.is_encrypted:
            raise InvalidDocumentError(RESTRICTED)
        if not len(pdf.pages):
            raise InvalidDocumentError(DAMAGED)
        details = {detail for value in _reachable(pdf) for detail in _clean(value)}
        if Detail.SIGNATURE in details:
            target.write_bytes(source.read_bytes())
            details.add(Detail.AUTHOR)
        else:
            for key in ("/Info", "/ID"):
                if key in pdf.trailer:
                    del pdf.trailer[key]
            # Objects that nothing refers to are left out, such as text that was replaced.
            pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    return sorted(details)


def _reachable(pdf: Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of a PDF, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [pdf.Root]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, Dictionary | Stream | Array):
            continue
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, Array):
            waiting.extend(value)
            continue
        yield value
        waiting.extend(item for _, item in value.items())


def _clean(value: Any) -> Iterator[Detail]:
    """Remove the metadata of one dictionary or stream; yield what remains.

    Raises:
        InvalidDocumentError: It is a program.
    """
    keys = set(value.keys())
    if "/JS" in keys or ("/S" in keys and str(value["/S"]) in _PROGRAM_ACTIONS):
        raise InvalidDocumentError(MACROS)
    for key in keys & _METADATA_KEYS:
        del value[key]
    if {"/ByteRange", "/Contents"} <= keys:
        yield Detail.SIGNATURE
    if "/EF" in keys:
        names = [str(value[key]).lower() for key in ("/F", "/UF") if key in keys]
        if any(name.endswith(PROGRAM_SUFFIXES) for name in names):
            raise InvalidDocumentError(MACROS)
        yield Detail.FILES
    if {"/Subtype", "/Rect"} <= keys:
        yield from _clean_annotation(value, keys)
    if isinstance(value, Stream):
        _clean_picture(value)


def _clean_annotation(annotation: Any, keys: set[str]) -> Iterator[Detail]:
    kind = str(annotation["/Subtype"])
    if kind in {"/Movie", "/Screen", "/RichMedia", "/Sound"}:
        yield Detail.RECORDINGS
    # The title of a form field is its name.
    if kind == "/Widget":
        return
    for key in keys.intersection(_AUTHOR_KEYS):
        del annotation[key]
    if kind in _COMMENTS and str(annotation.get("/Contents", "")).strip():
        yield Detail.COMMENTS


def _clean_picture(stream: Any) -> None:
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if names == [_JPEG]:
        data = bytes(stream.read_raw_bytes())
    elif names == [_FLATE, _JPEG]:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(stream.read_raw_bytes(), _MAX_JPEG_BYTES)
        if unpacker.unconsumed_tail:
            raise InvalidDocumentError(DAMAGED)
    else:
        return
    clean = strip_picture(data, keep_orientation=False)
    if clean != data:
        parameters = stream.get("/DecodeParms")
        if isinstance(parameters, Array):
            parameters = parameters[-1]
        stream.write(clean, filter=Name(_JPEG), decode_parms=parameters)
