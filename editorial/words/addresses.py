"""Street addresses: a number and a road."""

import re
from collections.abc import Iterator

from editorial.words import postcodes
from editorial.words.allowed import AllowList
from editorial.words.finding import Finding, Kind
from editorial.words.lists import either
from editorial.words.reading import Reading

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NUMBER = r"\d{1,4}[A-Za-z]?(?: ?[-/] ?\d{1,4}[A-Za-z]?)?,? "
_FLAT = r"(?:(?:Flat|Apartment|Apt|Room) \w{1,4},? )?"
_NAME = rf"(?:[{_CAPITAL}][\w'.-]{{1,24}} |(?:the|of|and|y) ){{1,4}}"
_ROAD = (
    rf"(?:{either('roads')}|{either('roads').upper()}|(?:road|street|avenue|lane|crescent|terrace))"
)
_PRINTED = re.compile(rf"(?<![\w.,£/:-]){_FLAT}{_NUMBER}{_NAME}{_ROAD}\b\.?")
_SPOKEN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing) at|address(?: is| was|:)|home at|resid(?:es?|ing) at|house at|"
    r"addressed to|staying at|home address,?|moved to|delivered to|sent to|went to) "
    r"(?P<address>(?:(?:flat|apartment) \w{1,4},? )?\d{1,4}[a-z]?,? (?:[\w'-]{2,24} ){1,3}"
    r"(?:road|rd|street|avenue|ave|lane|close|drive|crescent|terrace|gardens|grove|way|court|place)"
    r")\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NOT_A_HOUSE = re.compile(
    r"\b(?:ward|room|bay|bed|level|floor|theatre|table|figure|fig|chapter|section|pages?|step|"
    r"stage|phase|grade|band|day|aged?|top|the|all|of|in|by|since|module|lesson|part|case|study)"
    r"\s*\Z",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:,? (?:Surgery|Hospital|Clinic|Practice|Medical|Health|Centre|Pharmac\w+|Hospice|School|"
    r"[Ss]tudy|[Pp]ilot|[Ww]ards?|[Ss]hops?|[Cc]hemists?|[Bb]ranch\w*|[Ss]tores?|[Bb]anks?|[Bb]rands?|[Nn]ames?|[Rr]eport|[Pp]roject))\b"
)


def find(reading: Reading, allowed: AllowList) -> Iterator[Finding]:
    """Yield the street addresses of a text that are not allowed, nor beside an allowed postcode."""
    public = [
        found.start()
        for found in postcodes.POSTCODE.finditer(reading.words)
        if allowed.postcode(found[0])
    ]
    for start, end in _spans(reading):
        beside = any(end <= place <= end + 80 for place in public)
        if not beside and not allowed.address(reading.words[start:end]):
            yield reading.finding(Kind.ADDRESS, start, end)


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    for found in _PRINTED.finditer(reading.words):
        if not (
            _YEAR.match(found[0])
            or _NOT_A_HOUSE.search(reading.before(found.start(), 12))
            or _ORGANISATION.match(reading.after(found.end(), 20))
        ):
            yield found.span()
    for found in _SPOKEN.finditer(reading.words):
        yield found.span("address")
