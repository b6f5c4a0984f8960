"""Removal of the metadata of an uploaded document, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile, File

from library.document_errors import BUSY, DAMAGED, TOO_COMPLEX, InvalidDocumentError
from library.document_metadata.archives import OFFICE_OPEN_XML, OPEN_DOCUMENT
from library.document_metadata.details import Detail
from library.image_limits import ImageLimitError, decoding_lock

TIMEOUT_SECONDS = 45
_SOURCE_FOLDER = str(Path(__file__).parents[2])
_WITHOUT_METADATA = {"csv", "txt"}


class CleanDocumentFile(ContentFile):
    """A document without metadata.

    Attributes:
        details: What remains and needs the uploader's consent, as `Detail`.
    """

    details: list[str]


def remove_metadata(file: File, extension: str) -> File:
    """Return a document without metadata, with the details that remain as `details`.

    Args:
        file: A document whose content `file_types.check_content` has checked.
        extension: Its extension.

    Raises:
        InvalidDocumentError: It is damaged, protected, contains a program, takes too long, or
            others are being cleaned.
    """
    if isinstance(file, CleanDocumentFile):
        return file
    if extension in OFFICE_OPEN_XML | OPEN_DOCUMENT | {"pdf"}:
        data, details = _clean_in_process(file, extension)
    else:
        file.seek(0)
        data = file.read()
        details = [] if extension in _WITHOUT_METADATA else [Detail.AUTHOR]
    clean = CleanDocumentFile(data, name=file.name)
    clean.details = details
    return clean


def _clean_in_process(file: File, extension: str) -> tuple[bytes, list[str]]:
    with TemporaryDirectory(prefix="hub-document-") as folder:
        source, target = Path(folder, "source"), Path(folder, "target")
        with source.open("wb") as written:
            file.seek(0)
            written.writelines(file.chunks())
        command = [sys.executable, "-m", "library.document_metadata.worker"]
        try:
            # One at a time: four uploads at once must not take four times the memory.
            with decoding_lock():
                run = subprocess.run(
                    [*command, str(source), str(target), extension],
                    capture_output=True,
                    cwd=folder,
                    env={"PYTHONPATH": _SOURCE_FOLDER, "PYTHONDONTWRITEBYTECODE": "1"},
                    timeout=TIMEOUT_SECONDS,
                )
        except ImageLimitError as error:
            raise InvalidDocumentError(BUSY) from error
        except subprocess.TimeoutExpired as error:
            raise InvalidDocumentError(TOO_COMPLEX) from error
        if run.returncode < 0:
            raise InvalidDocumentError(TOO_COMPLEX)
        if run.returncode:
            is_too_large = b"MemoryError" in run.stderr
            raise InvalidDocumentError(TOO_COMPLEX if is_too_large else DAMAGED)
        outcome = json.loads(run.stdout)
        if message := outcome.get("error"):
            raise InvalidDocumentError(message)
        return target.read_bytes(), outcome["details"]
