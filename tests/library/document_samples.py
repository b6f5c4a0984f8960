"""Documents that are right, and that are damaged, protected, renamed, or carry a program."""

import zipfile
import zlib
from io import BytesIO

from pikepdf import Dictionary, Name

from tests.networks.resources.upload_samples import VALID_UPLOADS, zip_archive
from tests.pdf_samples import make_pdf, program_pdf, protected_pdf

DAMAGED, PASSWORD, MACROS = "This file is damaged", "protected by a password", "contains a program"
MISMATCH, MARKUP, UNPACKS = "does not match its name", "contains a web page", "unpacks to more"
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
SHELL = b"#!/bin/sh\nrm -r /\n\x00"
OFFICE = ["docx", "xlsx", "pptx"]
OPEN = ["odt", "ods", "odp"]
ARCHIVES = [*OFFICE, *OPEN, "key"]
ALL = [*ARCHIVES, "pdf", "rtf", "txt", "csv"]
PDF = make_pdf()

RIGHT = {
    name.rsplit(".", 1)[1]: data
    for name, data in VALID_UPLOADS.items()
    if name.rsplit(".", 1)[1] in ALL
} | {"pdf": PDF}


def with_member(extension: str, name: str, data: bytes) -> bytes:
    """Return a document of a type with another member."""
    content = BytesIO(RIGHT[extension])
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return content.getvalue()


def bomb(extension: str, megabytes: int = 210) -> bytes:
    """Return a small document of a type that unpacks to hundreds of megabytes."""
    return with_member(extension, "media/picture.bin", bytes(megabytes * 1024 * 1024))


def bomb_of_false_size(extension: str) -> bytes:
    """Return a document with a member that unpacks to more than it declares."""
    data = bytearray(with_member(extension, "media/picture.bin", bytes(300_000)))
    size = (300_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def protected_archive(extension: str) -> bytes:
    """Return a document whose members are marked as encrypted."""
    data = bytearray(RIGHT[extension])
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


def compound_file(stream: str) -> bytes:
    """Return the head of an older Office file with the name of a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def damaged_archive(extension: str) -> bytes:
    """Return a document with a member whose checksum is false."""
    data = with_member(extension, "media/text.xml", b"<a>" + bytes(range(32, 120)) * 20)
    good = zlib.crc32(b"<a>" + bytes(range(32, 120)) * 20).to_bytes(4, "little")
    return data.replace(good, b"\1\2\3\4")


def wrong_files() -> dict[str, tuple[bytes, str]]:
    """Return wrong files by name, each with a part of the message that refuses it."""
    wrong: dict[str, tuple[bytes, str]] = {}
    for kind in ALL:
        is_text = kind in {"txt", "csv"}
        wrong[f"page.{kind}"] = (PAGE, MARKUP if is_text else MISMATCH)
        wrong[f"program.{kind}"] = (PROGRAM, MISMATCH)
        wrong[f"script.{kind}"] = (SHELL, MISMATCH)
    for kind in ARCHIVES:
        wrong[f"cut.{kind}"] = (RIGHT[kind][: len(RIGHT[kind]) // 2], DAMAGED)
        wrong[f"false-size.{kind}"] = (bomb_of_false_size(kind), DAMAGED)
        wrong[f"false-sum.{kind}"] = (damaged_archive(kind), DAMAGED)
        wrong[f"member-protected.{kind}"] = (protected_archive(kind), PASSWORD)
        wrong[f"attached.{kind}"] = (with_member(kind, "media/run.exe", PROGRAM), MACROS)
    for kind in OFFICE:
        wrong[f"protected.{kind}"] = (compound_file("EncryptedPackage"), PASSWORD)
        wrong[f"old.{kind}"] = (compound_file("WordDocument"), MISMATCH)
        wrong[f"macro.{kind}"] = (with_member(kind, "word/vbaProject.bin", b"x"), MACROS)
        wrong[f"entities.{kind}"] = (
            with_member(kind, "a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>"),
            UNPACKS,
        )
    for kind in OPEN:
        manifest = b"<manifest:encryption-data manifest:checksum='x'/>"
        wrong[f"protected.{kind}"] = (
            with_member(kind, "META-INF/manifest.xml", manifest),
            PASSWORD,
        )
    wrong |= {
        "bomb.docx": (bomb("docx"), UNPACKS),
        "bomb.key": (bomb("key"), UNPACKS),
        "cut.pdf": (PDF[:40], DAMAGED),
        "no-page.pdf": (PDF.replace(b"/Kids", b"/Gone"), DAMAGED),
        "protected.pdf": (protected_pdf("user"), PASSWORD),
        "restricted.pdf": (protected_pdf(""), "restricts what readers can do"),
        "launch.pdf": (make_pdf(OpenAction=Dictionary(S=Name.Launch)), MACROS),
        "script.pdf": (program_pdf(), MACROS),
        "cut.rtf": (b"{\\rtf1 Hel", DAMAGED),
        "object.rtf": (b"{\\rtf1 {\\object\\objdata 4d5a}}", MACROS),
        "picture.pdf": (b"\x89PNG\r\n\x1a\n", MISMATCH),
        "sheet.docx": (zip_archive(TYPES="x", xl__workbook_xml="x"), MISMATCH),
        "hidden-page.txt": (b"Notes\n" + PAGE, MARKUP),
    }
    return wrong
