"""What is held about a person, laid out for people to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

MAX_RECORDS_SHOWN = 20
"""How many records of a kind a page shows; all are in the file."""


@dataclass(frozen=True)
class DataItem:
    """One thing held, or several that belong together.

    Attributes:
        label: What it is.
        text: What it says; empty where it has parts.
        parts: What it is made of.
        more: How many further parts are not shown.
    """

    label: str = ""
    text: str = ""
    parts: tuple["DataItem", ...] = ()
    more: int = 0


def present(value: Any, label: str = "") -> DataItem:
    """Return what is held as parts with words.

    Args:
        value: As rooms export it: dicts, lists, words, numbers, dates.
        label: What it is called.
    """
    if isinstance(value, Mapping) and value:
        return DataItem(
            label, parts=tuple(present(held, str(name)) for name, held in value.items())
        )
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        parts = (
            present(one, str(number))
            for number, one in enumerate(value[:MAX_RECORDS_SHOWN], start=1)
        )
        return DataItem(label, parts=tuple(parts), more=max(0, len(value) - MAX_RECORDS_SHOWN))
    return DataItem(label, text=_format_value(value))


def _format_value(value: Any) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
        case date():
            return f"{value:%-d %B %Y}"
        case list() | tuple():
            return ", ".join(map(_format_value, value)) or "Nothing"
    return str(value) if value or value == 0 else "Nothing"
