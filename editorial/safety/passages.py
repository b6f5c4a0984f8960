"""Passages: the texts of a page or a record, with their location for people and for forms."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Passage:
    """A text that readers of a page would see.

    Attributes:
        field: The path of field and block names, separated by dots.
        label: The location in plain words.
        text: The text, without markup.
        block_id: The id of the stream block it is in, if any.
        may_name_person: Whether it is a title or a person's name, where a public name belongs.
    """

    field: str
    label: str
    text: str
    block_id: str | None = None
    may_name_person: bool = False


@dataclass(frozen=True)
class RecordReference:
    """A reference to a record that a page displays, not fetched yet."""

    location: "PassageLocation"
    model: Any
    pk: Any


@dataclass(frozen=True)
class PassageLocation:
    """The location of a text in a page or a record."""

    field: str
    label: str
    block_id: str | None = None

    def inside(self, name: str, label: str, block_id: str | None = None) -> "PassageLocation":
        """Return a location inside this one, with the labels joined."""
        parts = [part for part in (self.label, label.lower() if self.label else label) if part]
        return replace(
            self,
            field=f"{self.field}.{name}",
            label=", ".join(parts),
            block_id=block_id or self.block_id,
        )

    def passage(self, text: str, may_name_person: bool = False) -> Passage:
        """Return the passage of a text at this location."""
        label = self.label[:1].upper() + self.label[1:]
        return Passage(self.field, label, text, self.block_id, may_name_person)
