"""The check of a whole page: what could identify somebody, and where it stands."""

from dataclasses import dataclass
from itertools import pairwise

from wagtail.models import Page

from editorial.words import jigsaw
from editorial.words.allowed import BUILT_IN, AllowList
from editorial.words.checking import check
from editorial.words.finding import Finding, Kind
from editorial.words.page_texts import passages
from editorial.words.places_on_page import Passage
from editorial.words.reading import Reading

# As far on either side of the border of two blocks as two sentences go.
_REACH = 600


@dataclass(frozen=True)
class PageFinding:
    """A finding, and the passage of the page it stands in."""

    finding: Finding
    passage: Passage

    @property
    def where(self) -> str:
        """Return the place in plain words, such as “Picture 2, alternative text”."""
        return self.passage.label

    @property
    def advice(self) -> str:
        """Return what to do, in plain words."""
        return self.finding.advice

    @property
    def blocking(self) -> bool:
        """Tell whether it must be settled before publication."""
        return self.finding.blocking


def check_page(page: Page, allowed: AllowList = BUILT_IN) -> list[PageFinding]:
    """Return what on a page could identify somebody, in the order of the page.

    Args:
        page: A specific page, as it is stored or as a revision holds it.
        allowed: The contacts that identify nobody.
    """
    texts = passages(page)
    public = [text.text.lower() for text in texts if text.names_somebody and "." in text.field]
    found = [
        PageFinding(finding, passage)
        for passage in texts
        for finding in check(passage.text, allowed)
        if not (passage.names_somebody and _is_public_name(finding, public))
    ]
    alone = {one.passage for one in found if one.finding.kind is Kind.JIGSAW}
    found += [
        PageFinding(finding, second)
        for first, second in pairwise(texts)
        if alone.isdisjoint((first, second)) and _follows(first, second)
        for finding in _across(first.text, second.text)
    ]
    order = {passage: place for place, passage in enumerate(texts)}
    return sorted(found, key=lambda one: (order[one.passage], one.finding.start))


def _follows(first: Passage, second: Passage) -> bool:
    """Tell whether a reader goes from one text to the next: blocks of the same field."""
    return (
        first.label != second.label
        and first.field.partition(".")[0] == second.field.partition(".")[0]
        and not second.field.endswith((".name", ".link"))
    )


def _across(first: str, second: str) -> list[Finding]:
    """Return the jigsaws whose pieces stand on either side of the border of two blocks."""
    head, tail = first[-_REACH:], second[:_REACH]
    border = len(head) + 1
    return [
        Finding(one.kind, tail[: one.end - border], 0, one.end - border)
        for one in jigsaw.find(Reading(f"{head}\n{tail}"))
        if one.start < border < one.end
    ]


def _is_public_name(finding: Finding, public: list[str]) -> bool:
    """Tell whether a name in a title is that of somebody the page names as its own."""
    if finding.kind is not Kind.NAMED_CLINICAL:
        return False
    surname = finding.text.lower().split()[-1]
    return any(surname in name for name in public)
