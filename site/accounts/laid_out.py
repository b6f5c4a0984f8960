"""What is held about a person, laid out for people to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

SHOWN = 20
"""How many records of a kind a page shows; all are in the file."""


@dataclass(frozen=True)
class Part:
    """One thing held, or several that belong together.

    Attributes:
        label: What it is.
        text: What it says; empty where it has parts.
        parts: What it is made of.
        more: How many further parts are not shown.
    """

    label: str = ""
    text: str = ""
    parts: tuple["Part", ...] = ()
    more: int = 0


def lay_out(value: Any, label: str = "") -> Part:
    """Return what is held as parts with words.

    Args:
        value: As rooms export it: dicts, lists, words, numbers, dates.
        label: What it is called.
    """
    if isinstance(value, Mapping) and value:
        return Part(label, parts=tuple(lay_out(held, str(name)) for name, held in value.items()))
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        parts = (lay_out(one, str(number)) for number, one in enumerate(value[:SHOWN], start=1))
        return Part(label, parts=tuple(parts), more=max(0, len(value) - SHOWN))
    return Part(label, text=_in_words(value))


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
        case date():
            return f"{value:%-d %B %Y}"
        case list() | tuple():
            return ", ".join(map(_in_words, value)) or "Nothing"
    return str(value) if value or value == 0 else "Nothing"
