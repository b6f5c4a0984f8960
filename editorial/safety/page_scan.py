"""Scans of a whole page and of a record for identifiers, with the location of each finding."""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from wagtail.models import Page

from editorial.safety.page_text import page_passages
from editorial.safety.passages import Passage, PassageLocation
from editorial.safety.record_text import field_passages, is_authored_text_field
from identifiers import jigsaw
from identifiers.allow_list import DEFAULT_ALLOW_LIST, ContactAllowList
from identifiers.dates import find_dates
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.scanner import find_identifiers

_NAME_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame"})
# How much text on either side of two adjacent blocks is scanned together.
_OVERLAP_LENGTH = 600
_DATE_LENGTH = 60
"""The length of the longest date, which two blocks may divide."""


@dataclass(frozen=True)
class PageFinding(IdentifierFinding):
    """An identifier found on a page.

    Attributes:
        passage: The passage of the page that it was found in.
    """

    passage: Passage

    @classmethod
    def from_finding(cls, finding: IdentifierFinding, passage: Passage) -> "PageFinding":
        """Return a finding in a text as a finding in a passage."""
        return cls(finding.kind, finding.text, finding.start, finding.end, passage)

    @property
    def location_label(self) -> str:
        """The location in plain words, such as “Picture 2, alternative text”."""
        return self.passage.label


def scan_page(page: Page, allow_list: ContactAllowList = DEFAULT_ALLOW_LIST) -> list[PageFinding]:
    """Return the identifiers on a page, in page order.

    Args:
        page: A specific page, as stored or made from a revision.
        allow_list: The public contacts that are not reported.
    """
    return scan_passages(page_passages(page), allow_list)


def scan_passages(
    passages: list[Passage], allow_list: ContactAllowList = DEFAULT_ALLOW_LIST
) -> list[PageFinding]:
    """Return the identifiers in the passages of a page or record, in their order."""
    credited_names = [
        _name_words(passage.text)
        for passage in passages
        if passage.may_name_person and "." in passage.field
    ]
    texts = {passage: NormalisedText(passage.text) for passage in passages}
    findings = [
        PageFinding.from_finding(finding, passage)
        for passage, text in texts.items()
        for finding in find_identifiers(text, allow_list)
        if not _is_credited_name(finding, passage, credited_names)
    ]
    jigsaw_passages = {
        finding.passage for finding in findings if finding.kind is IdentifierKind.JIGSAW
    }
    findings += [
        PageFinding.from_finding(finding, second)
        for first, second in pairwise(passages)
        if jigsaw_passages.isdisjoint((first, second))
        and _is_continuation(first, second)
        and _has_date_near_boundary(texts[first], texts[second])
        for finding in _find_spanning_jigsaws(first.text, second.text)
    ]
    order = {passage: index for index, passage in enumerate(passages)}
    return sorted(findings, key=lambda finding: (order[finding.passage], finding.start))


def _is_continuation(first: Passage, second: Passage) -> bool:
    """Return whether two passages are read in sequence: adjacent blocks of the same field."""
    return (
        first.label != second.label
        and first.field.partition(".")[0] == second.field.partition(".")[0]
        and not second.field.endswith((".name", ".link"))
    )


def _has_date_near_boundary(first: NormalisedText, second: NormalisedText) -> bool:
    """Return whether there is a date without which no jigsaw passage spans two blocks.

    The dates of each block were found before. Normalisation changes the length of a text little.
    """
    margin = 2 * _OVERLAP_LENGTH
    if any(date.end > len(first.spaced_text) - margin for date in first.dates):
        return True
    if any(date.start < margin for date in second.dates):
        return True
    seam = f"{first.spaced_text[-_DATE_LENGTH:]}\n{second.spaced_text[:_DATE_LENGTH]}"
    return any(find_dates(seam))


def _find_spanning_jigsaws(first: str, second: str) -> list[IdentifierFinding]:
    """Return the jigsaw passages that span the boundary of two adjacent blocks."""
    head, tail = first[-_OVERLAP_LENGTH:], second[:_OVERLAP_LENGTH]
    boundary = len(head) + 1
    return [
        IdentifierFinding(finding.kind, tail[: finding.end - boundary], 0, finding.end - boundary)
        for finding in jigsaw.find_jigsaw_passages(NormalisedText(f"{head}\n{tail}"))
        if finding.start < boundary < finding.end
    ]


def _is_credited_name(
    finding: IdentifierFinding, passage: Passage, credited_names: list[set[str]]
) -> bool:
    """Return whether a name is that of a person the page credits.

    In a title the surname suffices. In a text another member of the family may have the surname,
    and the full name is needed.
    """
    if finding.kind is not IdentifierKind.NAMED_CLINICAL:
        return False
    words = _name_words(finding.text)
    if passage.may_name_person:
        surname = _NAME_WORD.findall(finding.text.lower())[-1]
        return any(surname in name for name in credited_names)
    return any(len(words & name) > 1 and words - _TITLES <= name for name in credited_names)


def _name_words(text: str) -> set[str]:
    return set(_NAME_WORD.findall(text.lower()))


def scan_record(
    record: models.Model, allow_list: ContactAllowList = DEFAULT_ALLOW_LIST
) -> dict[str, list[str]]:
    """Return the blocking identifiers in a record's own text fields; warnings are left out.

    Args:
        record: The record, as it would be saved.
        allow_list: The public contacts that are not reported.

    Returns:
        The error messages by the name of the field.
    """
    messages: dict[str, list[str]] = {}
    for field in filter(is_authored_text_field, record._meta.concrete_fields):
        location = PassageLocation(field.name, str(field.verbose_name))
        for passage in field_passages(record, field, location):
            if isinstance(passage, Passage):
                messages.setdefault(field.name, []).extend(
                    f"“{finding.text}”: {finding.advice}"
                    for finding in find_identifiers(passage.text, allow_list)
                    if finding.is_blocking
                )
    return {name: errors for name, errors in messages.items() if errors}
