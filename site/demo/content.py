"""Content of the demonstration, read from the files in `content/`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
DEFAULT_DATE = date(2021, 2, 1)


@dataclass(frozen=True)
class ContentEntry:
    """One entry of content.

    Attributes:
        ref: How other entries refer to it, as in ``blogs/some-slug``.
        file: Where it is written, for error messages.
        data: What the file says.
    """

    ref: str
    file: Path
    data: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        """Return a value that must be there."""
        try:
            return self.data[key]
        except KeyError:
            raise ContentError(self.file, f"`{key}` is missing") from None

    def get(self, key: str, default: Any = "") -> Any:
        """Return a value that may be left out."""
        return self.data.get(key, default)

    @property
    def slug(self) -> str:
        """Return the last part of the reference."""
        return self.ref.rsplit("/", 1)[-1]

    @property
    def name(self) -> str:
        """Return a name for files that belong to it: no other entry has it."""
        return self.ref.replace("/", "-")

    @property
    def day(self) -> date:
        """Return the day it appeared; what has no date was there from the beginning."""
        return self.get("date", DEFAULT_DATE)


class ContentError(Exception):
    """A file of the content is invalid."""

    def __init__(self, file: Path, what: str) -> None:
        name = file.relative_to(CONTENT) if file.is_relative_to(CONTENT) else file
        super().__init__(f"{name}: {what}.")


def read_folder(name: str) -> list[ContentEntry]:
    """Return the entries of a folder, the oldest first: one file each, named after its slug."""
    entries = [
        ContentEntry(f"{name}/{file.stem}", file, _read_toml(file))
        for file in (CONTENT / name).glob("*.toml")
    ]
    return sorted(entries, key=lambda entry: (entry.day, entry.ref))


def read_file(name: str) -> ContentEntry:
    """Return a file that is one entry."""
    file = CONTENT / f"{name}.toml"
    return ContentEntry(name, file, _read_toml(file))


def read_rows(file_name: str, table: str, key: str, prefix: str = "") -> list[ContentEntry]:
    """Return the rows of one table of a file.

    Args:
        file_name: The file, without its suffix.
        table: The name of the array of tables.
        key: The key that names a row.
        prefix: The text before the name in a reference.
    """
    file = CONTENT / f"{file_name}.toml"
    return [ContentEntry(f"{prefix}{row[key]}", file, row) for row in _read_toml(file)[table]]


def read_topics() -> list[ContentEntry]:
    """Return the topics; a parent precedes its children."""
    return read_rows("topics", "topic", "path", prefix="topics/")


def read_people() -> list[ContentEntry]:
    """Return everybody who writes or is interviewed."""
    files = sorted((CONTENT / "people").glob("*.toml"))
    return [row for file in files for row in read_rows(f"people/{file.stem}", "person", "slug")]


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(file, "the file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(file, f"this is not TOML: {error}") from error
