"""Where on a page a text stands, in words for people and in names for the editor's form."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Passage:
    """A text of a page that its readers would get.

    Attributes:
        field: The names of the field and of what is inside it, parted by dots.
        label: Where it stands, in plain words.
        text: The words, without markup.
        block_id: The block it stands in, if it stands in one.
        names_somebody: Whether it is a title or somebody's name, where a public name belongs.
    """

    field: str
    label: str
    text: str
    block_id: str | None = None
    names_somebody: bool = False


@dataclass(frozen=True)
class RecordReference:
    """A record that a page shows, not fetched yet."""

    place: "PassageLocation"
    model: Any
    pk: Any


@dataclass(frozen=True)
class PassageLocation:
    """A place on a page."""

    field: str
    label: str
    block_id: str | None = None

    def inside(self, name: str, label: str, block_id: str | None = None) -> "PassageLocation":
        """Return a place inside this one; without a label of its own it goes by this one's."""
        parts = [part for part in (self.label, label.lower() if self.label else label) if part]
        return replace(
            self,
            field=f"{self.field}.{name}",
            label=", ".join(parts),
            block_id=block_id or self.block_id,
        )

    def passage(self, text: str, names_somebody: bool = False) -> Passage:
        """Return a text that stands here."""
        label = self.label[:1].upper() + self.label[1:]
        return Passage(self.field, label, text, self.block_id, names_somebody)
