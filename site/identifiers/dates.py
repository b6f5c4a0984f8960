"""Dates, in the formats that people write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTH_PATTERN = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d])\.?"
)
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_SPELLED_YEAR = (
    rf"(?:nineteen|two thousand|twenty)(?: hundred)?(?: and)?"
    rf"[ -](?:oh[ -]{_UNITS}|{_TENS}(?:[ -]{_UNITS})?|{_TEENS}|{_UNITS})"
)
_SPELLED_DAY = (
    r"(?:twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[ -]first"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|thirtieth)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?: ?(?:st|nd|rd|th)\b)?"
_FULL_YEAR = r"(?P<{0}>(?:1[6-9]|20)\d\d)(?!\d)"
_GAP = r"[ \-./,]{0,3}"

_PATTERNS = (
    # 12 March 1957, 12th of Mar. '57, the twelfth of March nineteen fifty-seven
    rf"(?<![\d.:/])(?<!\d-)(?:{_DAY}|\b{_SPELLED_DAY})(?: day)?(?: of)?{_GAP}"
    rf"(?<![^\W\d]){MONTH_PATTERN}(?:{_GAP}(?:{_FULL_YEAR.format('a')}|{_SPELLED_YEAR}|'\d\d(?!\d)|(?<=[-./a-z])\d\d(?!\d)"
    rf"|(?<= )[3-9]\d(?![\d:]| ?%| \w)))?",
    # March 12th, 1957
    rf"\b{MONTH_PATTERN} (?:the )?{_DAY}(?![\d:/]|\.\d)"
    rf"(?:,? {{0,2}}(?:{_FULL_YEAR.format('b')}|'\d\d(?!\d)))?",
    # the fifth of the eleventh, nineteen forty-one
    rf"\b{_SPELLED_DAY} of the {_SPELLED_DAY}(?:,? {_SPELLED_YEAR})",
    # 1957-03-12
    rf"(?<!\d)(?<!\d[./-]){_FULL_YEAR.format('c')} ?(?P<s>[-./]) ?(?:1[0-2]|0?[1-9]) ?(?P=s) ?"
    r"(?:[12]\d|3[01]|0?[1-9])(?!\d|[-./]\d)",
    # 1957 Mar 3
    rf"(?<!\d)(?P<h>(?:19|20)\d\d)[ \-./]{MONTH_PATTERN}[ \-./]{_DAY}(?![\d:/])",
    # 12/03/1957, 12.3.57, 12 03 1957
    r"(?<!\d)(?<!\d[./-])(?:[12]\d|3[01]|0?[1-9])(?P<t> ?[-./|] ?| )(?:[12]\d|3[01]|0?[1-9])(?P=t)"
    rf"(?:{_FULL_YEAR.format('d')}|\d\d)(?!\d|[-./]\d)",
    # 57-03-12
    r"(?<!\d)(?<!\d[./-])(?:3[2-9]|[4-9]\d)(?P<u>[-./])(?:1[0-2]|0[1-9])(?P=u)(?:[0-2]\d|3[01])"
    r"(?!\d|[-./]\d)",
    # 12031957 and 19570312, as in the names of files; and 120357
    r"(?<!\d)(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?P<e>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<f>(?:19|20)\d\d)(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?!\d)",
    r"(?<![\d.,-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?![\d%]|[.,-]\d)",
    r"\b(?:christmas (?:day|eve)|boxing day|new year's (?:day|eve)|good friday"
    r"|easter (?:sunday|monday))"
    rf"\b(?:,? {_FULL_YEAR.format('g')})?",
)
_DATE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
# Each pattern needs one of these: texts without them are not searched at every position.
_NECESSARY = re.compile(
    r"\d|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth"
    r"|tieth|christmas|boxing|new year|good friday|easter",
    re.IGNORECASE,
)
_YEAR_GROUPS = ("a", "b", "c", "d", "e", "f", "g", "h")
_COMPACT_DATE = re.compile(r"\d{8}|\d{6}")


@dataclass(frozen=True)
class DateMention:
    """A date mentioned in a text.

    Attributes:
        start: Its first index.
        end: The index after its last character.
        year: The year, if it has four digits.
        is_compact: Whether it is six or eight digits in a row, which may be another number.
    """

    start: int
    end: int
    year: int | None
    is_compact: bool = False


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the dates in a text, in order."""
    if not _NECESSARY.search(text):
        return
    for match in _DATE.finditer(text):
        year = next((int(match[name]) for name in _YEAR_GROUPS if match[name]), None)
        end = match.start() + len(match[0].rstrip(" .,"))
        yield DateMention(match.start(), end, year, bool(_COMPACT_DATE.fullmatch(match[0])))
