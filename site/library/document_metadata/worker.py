"""The process that parses and cleans one document, with limits on its memory and time.

It imports no Django, starts within a third of a second, and gets no settings or secrets. Whatever a
crafted file does to a parser, the web server lives on.
"""

import json
import resource
import sys
from pathlib import Path

from library.document_errors import InvalidDocumentError

MEMORY_BYTES = 640 * 1024 * 1024
CPU_SECONDS = 30
FILE_BYTES = 256 * 1024 * 1024


def limit_resources() -> None:
    """Limit the memory, the processor time and the size of files of this process."""
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))


def clean_file(source: Path, target: Path, extension: str) -> list[str]:
    """Write a document without metadata, and return the details that remain.

    Raises:
        InvalidDocumentError: It is damaged, protected, or contains a program.
    """
    if extension == "pdf":
        from library.document_metadata.pdf import clean_pdf

        return clean_pdf(source, target)
    from library.document_metadata.archives import clean_archive

    return clean_archive(source, target, extension)


def main() -> None:
    """Clean the file that the arguments name, and print the outcome as JSON."""
    source, target, extension = sys.argv[1:]
    limit_resources()
    outcome: dict[str, object]
    try:
        outcome = {"details": clean_file(Path(source), Path(target), extension)}
    except InvalidDocumentError as error:
        outcome = {"error": str(error)}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main()
