"""Numbers that lead to a person's record: hospital, case, unit, MRN."""

import re
from collections.abc import Iterator

from editorial.words.finding import Finding, Kind
from editorial.words.lists import either
from editorial.words.reading import Reading

_NUMBER = r"(?:#|(?:nos?|nr|num(?:ber)?s?|id|identifier|ident|ref|reference|code)\b\.?(?! of))"
_LABEL = rf"(?:\b{either('records')}[ .-]{{0,2}}{_NUMBER}|\b{either('record_numbers')})"
_IDENTIFIER = (
    r"(?P<id>[A-Z]{0,4}[ ./-]?\d(?:[\dA-Z]|[-./](?=[\dA-Z])"
    r"| (?=\d{2,4}\b(?![-./:]\d|(?: ?[ap]m)))){2,19})"
)
_LEAD = r"(?:is|was|of|the|for|patient|her|his|reads?|reading|with|as|given|this|number|no)"
_LEADS = (
    rf"(?:[ \t:#=.,()\[\]\"'-]{{0,5}}\n?(?:{_LEAD}\b[ :]{{0,2}}){{0,4}}"
    r"|(?: (?!of\b)[\w']{1,12}){1,6} ?(?:[(:=]|(?:was|is|reads?)\b) ?)"
)
_LABELLED = re.compile(rf"{_LABEL}{_LEADS}{_IDENTIFIER}(?![^\W_])", re.IGNORECASE)
_LABELLED_AFTER = re.compile(
    rf"(?<![^\W_]){_IDENTIFIER}[ ,]{{0,2}}(?:\(|(?:is|was|as|being) )"
    rf"(?:the |her |his |my |their |our |a )?{_LABEL}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/.](?:19|20)?\d\d)?")
_COUNTED = re.compile(
    r"\s*(?:%|per ?cent\b|patients?\b|people\b|beds\b|cases\b|attendances\b|admissions\b|in \d{4}\b"
    r"|a (?:year|month|week|day)\b|on the list\b|staff\b|deaths\b|incidents\b|,\d{3}\b|of \d"
    r"|were\b|participants?\b|\(of \d)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:tribunal|court|claim|judg[e]?ment|ombudsman|appeal|hearing|prosecution|employment|ewhc|"
    r"support|helpdesk|vacancy|job|design|business)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the record numbers of a text."""
    for pattern in (_LABELLED, _LABELLED_AFTER):
        for found in pattern.finditer(reading.words):
            if _leads_to_somebody(reading, found):
                yield reading.finding(Kind.RECORD_NUMBER, *found.span("id"))


def _leads_to_somebody(reading: Reading, found: re.Match) -> bool:
    written = found["id"]
    digits = sum(letter.isdecimal() for letter in written)
    if digits < 3 or len(written) < 4 or _YEAR.fullmatch(written):
        return False
    if _COUNTED.match(reading.after(found.end("id"))):
        return False
    return not _PUBLIC.search(reading.before(found.start(), 50))
