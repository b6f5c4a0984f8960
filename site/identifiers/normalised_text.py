"""NormalisedText: the text that recognisers search, mapped back to positions in its source."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from identifiers import character_normalisation, dates
from identifiers.finding import IdentifierFinding, IdentifierKind

_SENTENCE_BREAK = re.compile(r"[.!?][\"')\]]{0,3}\s+(?=[\"'(\[]?[A-ZÀ-Þ0-9])|\n\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:mr|mrs|ms|mx|dr|prof|rev|st|no|nos|hosp|tel|mob|ext|dob|d\.o\.b|e\.g|i\.e|"
    r"vs|approx|ref|sr|fr|cllr|hon|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])$",
    re.IGNORECASE,
)
# Digits inside a URL, a DOI or an ORCID are not a personal number.
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]{1,2000}|\b(?:doi:? ?)?10\.\d{4,9}/[^\s<>\"]{1,300}"
    r"|\borcid:? ?\d{4}(?:-\d{4}){2}-\d{3}[\dX]|\b\d{4}(?:-\d{4}){2}-\d{3}[\dX]\b",
    re.IGNORECASE,
)


_SPACE = re.compile(r"\s")
_FILE_NAME_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=\w)|(?<=\d)-(?=[^\W\d])")
# A text without full stops is split at this length, so that scanning stays linear in its length.
_MAX_SENTENCE_LENGTH = 600


class NormalisedText:
    """A text with normalised characters, split into sentences, with its dates and URLs.

    Attributes:
        source: The text as it was given.
        text: The text with normalised characters.
        spaced_text: The same, of the same length, with the separators of a file name as spaces.
        is_file_name: Whether it is a file name, a tag or a slug: text without white space.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.text, self._starts, self._ends = character_normalisation.normalise_characters(source)
        self.spaced_text = self.text.replace("_", " ").replace("\t", " ")
        self.is_file_name = not _SPACE.search(self.text.strip())
        if self.is_file_name:  # Hyphens separate its words.
            self.spaced_text = _FILE_NAME_HYPHEN.sub(" ", self.spaced_text)

    def make_finding(self, kind: IdentifierKind, start: int, end: int) -> IdentifierFinding:
        """Return the finding for a span of the normalised text, quoting the source."""
        begin, finish = self._starts[start], self._ends[end - 1]
        return IdentifierFinding(kind, self.source[begin:finish], begin, finish)

    def preceding(self, position: int, length: int = 80) -> str:
        """Return the text before a position."""
        return self.spaced_text[max(0, position - length) : position]

    def following(self, position: int, length: int = 50) -> str:
        """Return the text after a position."""
        return self.spaced_text[position : position + length]

    @cached_property
    def dates(self) -> list[dates.DateMention]:
        """The dates mentioned in the text."""
        return list(dates.find_dates(self.spaced_text))

    @cached_property
    def sentence_spans(self) -> list[tuple[int, int]]:
        """The start and end of each sentence. A line break ends a sentence."""
        boundaries = [0]
        for match in _SENTENCE_BREAK.finditer(self.text):
            head = self.text[max(0, match.start() - 8) : match.start()]
            if match[0].startswith(".") and _ABBREVIATION.search(head):
                continue
            boundaries.append(match.end())
        boundaries.append(len(self.text))
        return [
            (begin, min(begin + _MAX_SENTENCE_LENGTH, end))
            for start, end in pairwise(boundaries)
            for begin in range(start, end, _MAX_SENTENCE_LENGTH)
        ]

    def sentence_index(self, position: int) -> int:
        """Return the index of the sentence that contains a position."""
        return max(0, bisect_right(self.sentence_spans, (position, len(self.text) + 1)) - 1)

    def sentence_text(self, index: int) -> str:
        """Return the text of a sentence, or "" if the index is out of range."""
        if not 0 <= index < len(self.sentence_spans):
            return ""
        begin, end = self.sentence_spans[index]
        return self.spaced_text[begin:end]

    def is_in_url(self, position: int) -> bool:
        """Return whether a position is inside a URL, a DOI or an ORCID."""
        index = bisect_right(self._url_spans, (position, len(self.text) + 1)) - 1
        return index >= 0 and position < self._url_spans[index][1]

    @cached_property
    def _url_spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _URL.finditer(self.text)]
