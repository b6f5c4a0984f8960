"""Checks of office documents that are ZIP archives: size, damage, passwords and programs."""

import zipfile

from django.core.files.base import File

from library.document_errors import (
    DAMAGED,
    MACROS,
    MISMATCH,
    PASSWORD,
    UNPACKS,
    InvalidDocumentError,
)

# A kilobyte of ZIP can unpack to a megabyte, and an archive can name one member many times.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 10_000
_CHUNK = 64 * 1024
_ENCRYPTED_FLAG = 0x1
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs", ".bat", ".jar")


def read_archive(file: File) -> zipfile.ZipFile:
    """Return an office document as an open archive, after reading all of it once.

    Args:
        file: The document.

    Raises:
        InvalidDocumentError: It is no archive, is damaged, needs a password, contains a program or
            unpacks to too much.
    """
    file.seek(0)
    head = file.read(8)
    if head == _COMPOUND_FILE:
        # Office writes a document with a password into a compound file of an older format.
        is_encrypted = _ENCRYPTED_PACKAGE in file.read()
        raise InvalidDocumentError(PASSWORD if is_encrypted else MISMATCH)
    if not head.startswith(b"PK\x03\x04"):
        raise InvalidDocumentError(MISMATCH)
    try:
        archive = zipfile.ZipFile(file)
        _check_members(archive)
    except InvalidDocumentError:
        raise
    # A crafted archive can raise any exception.
    except Exception as error:
        raise InvalidDocumentError(DAMAGED) from error
    return archive


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members) or ".iwph" in names:
        raise InvalidDocumentError(PASSWORD)
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_UNPACKED_BYTES:
        raise InvalidDocumentError(UNPACKS)
    if len(names) < len(members):
        raise InvalidDocumentError(DAMAGED)
    if any(name.lower().endswith(_PROGRAMS) for name in names):
        raise InvalidDocumentError(MACROS)
    remaining = MAX_UNPACKED_BYTES
    for member in members:
        # The declared size can be false; reading to the end verifies the checksum too.
        with archive.open(member) as content:
            while chunk := content.read(_CHUNK):
                remaining -= len(chunk)
                if remaining < 0:
                    raise InvalidDocumentError(UNPACKS)
                if member.filename.endswith((".xml", ".rels")) and b"<!ENTITY" in chunk:
                    raise InvalidDocumentError(UNPACKS)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise InvalidDocumentError(PASSWORD)
