"""Scans of a whole page and of a record for identifiers, with the location of each finding."""

from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from wagtail.models import Page

from editorial.safety.page_text import page_passages
from editorial.safety.passages import Passage, PassageLocation
from editorial.safety.record_text import field_passages, is_authored_text_field
from identifiers import jigsaw
from identifiers.allow_list import DEFAULT_ALLOW_LIST, ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.scanner import find_identifiers

# How much text on either side of two adjacent blocks is scanned together.
_REACH = 600


@dataclass(frozen=True)
class PageFinding:
    """A finding with the passage of the page that it was found in."""

    finding: IdentifierFinding
    passage: Passage

    @property
    def where(self) -> str:
        """The location in plain words, such as “Picture 2, alternative text”."""
        return self.passage.label

    @property
    def advice(self) -> str:
        """The advice to the author, in plain words."""
        return self.finding.advice

    @property
    def blocking(self) -> bool:
        """Whether the finding blocks publication."""
        return self.finding.blocking


def scan_page(page: Page, allowed: ContactAllowList = DEFAULT_ALLOW_LIST) -> list[PageFinding]:
    """Return the identifiers on a page, in page order.

    Args:
        page: A specific page, as stored or made from a revision.
        allow_list: The public contacts that are not reported.
    """
    texts = page_passages(page)
    public = [text.text.lower() for text in texts if text.names_somebody and "." in text.field]
    found = [
        PageFinding(finding, passage)
        for passage in texts
        for finding in find_identifiers(passage.text, allowed)
        if not (passage.names_somebody and _is_public_name(finding, public))
    ]
    alone = {one.passage for one in found if one.finding.kind is IdentifierKind.JIGSAW}
    found += [
        PageFinding(finding, second)
        for first, second in pairwise(texts)
        if alone.isdisjoint((first, second)) and _follows(first, second)
        for finding in _across(first.text, second.text)
    ]
    order = {passage: place for place, passage in enumerate(texts)}
    return sorted(found, key=lambda one: (order[one.passage], one.finding.start))


def _follows(first: Passage, second: Passage) -> bool:
    """Return whether two passages are read in sequence: adjacent blocks of the same field."""
    return (
        first.label != second.label
        and first.field.partition(".")[0] == second.field.partition(".")[0]
        and not second.field.endswith((".name", ".link"))
    )


def _across(first: str, second: str) -> list[IdentifierFinding]:
    """Return the jigsaw passages that span the boundary of two adjacent blocks."""
    head, tail = first[-_REACH:], second[:_REACH]
    border = len(head) + 1
    return [
        IdentifierFinding(one.kind, tail[: one.end - border], 0, one.end - border)
        for one in jigsaw.find_jigsaw_passages(NormalisedText(f"{head}\n{tail}"))
        if one.start < border < one.end
    ]


def _is_public_name(finding: IdentifierFinding, public: list[str]) -> bool:
    """Return whether a name in a title is that of a person the page credits."""
    if finding.kind is not IdentifierKind.NAMED_CLINICAL:
        return False
    surname = finding.text.lower().split()[-1]
    return any(surname in name for name in public)


def scan_record(
    record: models.Model, allowed: ContactAllowList = DEFAULT_ALLOW_LIST
) -> dict[str, list[str]]:
    """Return the blocking identifiers in a record's own text fields; warnings are left out.

    Args:
        record: The record, as it would be saved.
        allow_list: The public contacts that are not reported.

    Returns:
        The error messages by the name of the field.
    """
    found: dict[str, list[str]] = {}
    for field in filter(is_authored_text_field, record._meta.concrete_fields):
        place = PassageLocation(field.name, str(field.verbose_name))
        for text in field_passages(record, field, place):
            if isinstance(text, Passage):
                found.setdefault(field.name, []).extend(
                    f"“{one.text}”: {one.advice}"
                    for one in find_identifiers(text.text, allowed)
                    if one.blocking
                )
    return {name: advice for name, advice in found.items() if advice}
