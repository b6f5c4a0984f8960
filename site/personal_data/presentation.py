"""Presentation of collected personal data as a tree of labelled texts for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

MAX_RECORDS_SHOWN = 20
"""How many records of one kind a page shows; the file contains all of them."""


@dataclass(frozen=True)
class DataNode:
    """One value, or several that belong together.

    Attributes:
        label: The name of the value.
        text: The value as text; empty where there are children.
        children: The items that this one consists of.
        hidden_count: How many further children are not shown.
    """

    label: str = ""
    text: str = ""
    children: tuple["DataNode", ...] = ()
    hidden_count: int = 0


def build_data_tree(value: Any, label: str = "") -> DataNode:
    """Return collected data as a tree of labelled texts.

    Args:
        value: As sources collect it: dicts, lists, texts, numbers, dates.
        label: The name of the value.
    """
    if isinstance(value, Mapping) and value:
        items = (build_data_tree(child, str(name)) for name, child in value.items())
        return DataNode(label, children=tuple(items))
    if isinstance(value, list | tuple) and any(isinstance(child, Mapping) for child in value):
        children = enumerate(value[:MAX_RECORDS_SHOWN], start=1)
        return DataNode(
            label,
            children=tuple(build_data_tree(child, str(number)) for number, child in children),
            hidden_count=max(0, len(value) - MAX_RECORDS_SHOWN),
        )
    return DataNode(label, text=_format_value(value))


def _format_value(value: Any) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        case date():
            return f"{value:%-d %B %Y}"
        case list() | tuple():
            return ", ".join(map(_format_value, value)) or "None"
    return str(value) if value or value == 0 else "None"
