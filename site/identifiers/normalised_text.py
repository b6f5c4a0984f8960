"""A text as the recognisers read it, and the way back to what stands in the source."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from identifiers import character_normalisation, dates
from identifiers.finding import IdentifierFinding, IdentifierKind

_BREAK = re.compile(r"[.!?][\"')\]]{0,3}\s+(?=[\"'(\[]?[A-ZÀ-Þ0-9])|\n\s*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'])(?:mr|mrs|ms|mx|dr|prof|rev|st|no|nos|hosp|tel|mob|ext|dob|d\.o\.b|e\.g|i\.e|"
    r"vs|approx|ref|sr|fr|cllr|hon|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])$",
    re.IGNORECASE,
)
# What is inside an address of the web or of a paper is nobody's number.
_REFERENCES = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]{1,2000}|\b(?:doi:? ?)?10\.\d{4,9}/[^\s<>\"]{1,300}"
    r"|\borcid:? ?\d{4}(?:-\d{4}){2}-\d{3}[\dX]|\b\d{4}(?:-\d{4}){2}-\d{3}[\dX]\b",
    re.IGNORECASE,
)


_SPACE = re.compile(r"\s")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d])-(?=\w)|(?<=\d)-(?=[^\W\d])")
# A text without stops is read in pieces, so that reading takes no longer than writing.
_LONGEST = 600


class NormalisedText:
    """A text in plain letters, with its sentences, dates and references.

    Attributes:
        text: The text in plain letters.
        words: The same, of the same length, with spaces where the name of a file parts its words.
        is_name: Whether it is the name of a file, a tag or the last part of an address.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.text, self._starts, self._ends = character_normalisation.normalise_characters(source)
        self.words = self.text.replace("_", " ").replace("\t", " ")
        self.is_name = not _SPACE.search(self.text.strip())
        if self.is_name:  # Hyphens part its words.
            self.words = _BETWEEN_WORDS.sub(" ", self.words)

    def finding(self, kind: IdentifierKind, start: int, end: int) -> IdentifierFinding:
        """Return a finding at a place of the reading, in the words of the source."""
        begin, finish = self._starts[start], self._ends[end - 1]
        return IdentifierFinding(kind, self.source[begin:finish], begin, finish)

    def before(self, place: int, reach: int = 80) -> str:
        """Return the words before a place."""
        return self.words[max(0, place - reach) : place]

    def after(self, place: int, reach: int = 50) -> str:
        """Return the words after a place."""
        return self.words[place : place + reach]

    @cached_property
    def dates(self) -> list[dates.DateMention]:
        """Return the days the text names."""
        return list(dates.find_dates(self.words))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Return where each sentence begins and ends. A line of its own is one."""
        borders = [0]
        for found in _BREAK.finditer(self.text):
            head = self.text[max(0, found.start() - 8) : found.start()]
            if found[0].startswith(".") and _ABBREVIATED.search(head):
                continue
            borders.append(found.end())
        borders.append(len(self.text))
        return [
            (begin, min(begin + _LONGEST, end))
            for start, end in pairwise(borders)
            for begin in range(start, end, _LONGEST)
        ]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence a place stands in."""
        return max(0, bisect_right(self.sentences, (place, len(self.text) + 1)) - 1)

    def sentence(self, number: int) -> str:
        """Return a sentence, or nothing where there is none of that number."""
        if not 0 <= number < len(self.sentences):
            return ""
        begin, end = self.sentences[number]
        return self.words[begin:end]

    def in_reference(self, place: int) -> bool:
        """Tell whether a place stands inside a web address, a DOI or an ORCID."""
        number = bisect_right(self._references, (place, len(self.text) + 1)) - 1
        return number >= 0 and place < self._references[number][1]

    @cached_property
    def _references(self) -> list[tuple[int, int]]:
        return [found.span() for found in _REFERENCES.finditer(self.text)]
