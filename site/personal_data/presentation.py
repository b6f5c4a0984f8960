"""Presentation of collected personal data as a tree of labelled texts for a page.

The page shows what there is, in the words of the person it is about. The file has every name as
collected, also of what is empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

MAX_RECORDS_SHOWN = 20
"""How many records of one kind a page shows; the file contains all of them."""
LABELS = {
    "account": "Your account",
    "admin activity log": "What you did in the admin",
    "approvals": "Pages that you were asked to agree to",
    "author": "You as an author",
    "begun": "started",
    "campaigns": "Campaigns that you write for",
    "community rules accepted": "Community rules that you accepted",
    "discussions": "Your posts and discussions",
    "editorial emails": "Emails that we sent you",
    "how often": "how often we email you",
    "invitations": "Invitations that we sent you",
    "letters": "Emails that we sent you",
    "made": "created on",
    "networks": "Your networks",
    "page about you": "You as an interviewee",
    "profile": "Your profile",
    "remarks": "Your comments and decisions about pages",
    "used": "last used",
    "what": "action",
    "when": "date",
    "which": "page or record",
    "who can see name": "who sees you in the list of members",
    "writing": "Pages that you wrote or changed",
}
"""Words for names of collected data that only the team would use. Others are shown as they are."""
VISIBILITY = {"nobody": "Only you", "networks": "You and the members of your networks"}


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
    """Return collected data as a tree of labelled texts, without what is empty.

    Args:
        value: As sources collect it: dicts, lists, texts, numbers, dates.
        label: The name of the value.
    """
    is_visibility = label.startswith("who can see ")
    label = LABELS.get(label, label)
    if isinstance(value, Mapping) and value:
        items = (
            build_data_tree(child, str(name))
            for name, child in value.items()
            if not _is_empty(child)
        )
        return DataNode(label, children=tuple(items))
    if isinstance(value, list | tuple) and any(isinstance(child, Mapping) for child in value):
        children = enumerate(value[:MAX_RECORDS_SHOWN], start=1)
        return DataNode(
            label,
            children=tuple(build_data_tree(child, str(number)) for number, child in children),
            hidden_count=max(0, len(value) - MAX_RECORDS_SHOWN),
        )
    if is_visibility and value in VISIBILITY:
        return DataNode(label, text=VISIBILITY[value])
    return DataNode(label, text=_format_value(value))


def _is_empty(value: Any) -> bool:
    """Return whether a value says nothing; “No” says something, and a count of zero does not."""
    if isinstance(value, Mapping):
        return all(map(_is_empty, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_empty, value))
    return not value and not isinstance(value, bool)


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
