"""Details of documents that readers could see and that the hub does not remove by itself."""

from collections.abc import Iterable
from enum import StrEnum


class Detail(StrEnum):
    """A kind of detail, by the words that name it to the uploader."""

    COMMENTS = "comments"
    CHANGES = "tracked changes"
    SHEETS = "hidden sheets"
    FILES = "attached files"
    VERSIONS = "earlier versions"
    RECORDINGS = "details of videos, sound or unusual pictures"
    SIGNATURE = "digital signatures"
    AUTHOR = "details about its author"


ADVICE = {
    Detail.COMMENTS: "Delete all comments.",
    Detail.CHANGES: "Accept or reject all changes.",
    Detail.SHEETS: "Show or delete the hidden sheets.",
    Detail.FILES: "Remove the attached files.",
    Detail.VERSIONS: "Delete the earlier versions.",
    Detail.RECORDINGS: "We cannot remove the place and time in them. Save the pictures as JPEG.",
    Detail.SIGNATURE: "We cannot remove other details without breaking a signature.",
    Detail.AUTHOR: "We cannot remove them from this file. Save it as Word, OpenDocument or PDF.",
}


def listed(details: Iterable[str]) -> str:
    """Return details as words: “comments, hidden sheets and tracked changes”."""
    *first, last = [str(detail) for detail in details]
    return f"{', '.join(first)} and {last}" if first else last


def keep_label(details: Iterable[str]) -> str:
    """Return the label of the box that lets a file with details through."""
    return f"Keep the {listed(details)} in this file"


def question(details: list[str]) -> str:
    """Return the message that names the details, and what the uploader can do about them."""
    advice = " ".join(ADVICE[Detail(detail)] for detail in details)
    return (
        f"This file has {listed(details)}. Other people could see this. {advice} Then "
        "choose the new file."
    )
