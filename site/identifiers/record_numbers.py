"""Numbers that lead to a person's record: hospital, case, unit, MRN."""

import re
from collections.abc import Iterator

from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import list_pattern, list_words

_NUMBER = (
    r"(?:#|\u2116|(?:nos?|nr|num(?:ber)?s?|numb|id|i\.d|identifier|ident|identity|ref|reference|"
    r"code)"
    r"\b\.?(?! of))"
)
_LABEL = (
    rf"(?:\b{list_pattern('records')}[ .,:/-]{{0,2}}{_NUMBER}|\b{list_pattern('record_numbers')})"
)
_REST = (
    r"\d(?:[\dA-Z]|[-./](?=[\dA-Z])"
    r"| (?=\d{2,4}\b(?![-./:]\d|(?: ?[ap]m)))){2,19})"
)
_IDENTIFIER = rf"(?P<id>(?:[A-Z]{{1,4}}[ ./-]?)?{_REST}"
# Where the label follows, a word before the figures is no part of them.
_CAPITALS = rf"(?P<id>(?:(?-i:[A-Z]{{1,4}})[ ./-]?)?{_REST}"
_LEAD = (
    r"(?:is|was|of|the|for|patient|her|his|my|reads?|reading|with|as|given|this|number|no|on|says|"
    r"said|ending|shown|which|and|it|still|volume \w+|page \w+)"
)
_LEADS = (
    rf"(?:[ \t:;#=.,()\[\]\"'/|-]{{0,5}}\n?(?:{_LEAD}\b[ :]{{0,2}}){{0,4}}\"?"
    r"|(?: (?!of\b)[\w']{1,12}){1,6} ?(?:[(:=,\"-]|(?:was|is|reads?|as)\b) ?\"?)"
)
_LABELLED = re.compile(rf"{_LABEL}{_LEADS}{_IDENTIFIER}(?![^\W_])", re.IGNORECASE)
_LABELLED_AFTER = re.compile(
    rf"(?<![^\W_]){_CAPITALS}"
    rf"(?:[ ,]{{0,2}}(?:\(|(?:is|was|as|being|for) )(?:the |her |his |my |their |our |a )?"
    rf"|, (?:the|her|his|my|their|our) ){_LABEL}",
    re.IGNORECASE,
)
# Notes and patients need no word for "number" before what looks like one: letters and figures.
_SHAPE = (
    r"(?:[A-Z]{1,4}[ ./-]?\d(?:(?:[./-]?\d){2,11}|(?: ?\d){3,9})[A-Z]?"
    r"|\d{5,10}[A-Z]?|\d{2,7}/\d{3,7}|\d{2,4}-\d{3,7})"
)
_BESIDE_NOTES = re.compile(
    rf"\b(?i:{list_pattern('notes_and_patients')})(?i:,? (?:for|of|(?:was |is )?marked|(?:was |is )"
    rf"?labelled|vol(?:ume|\.)? \w+|number(?:ed)?|no\.?|"
    rf"reads?|is|was|(?:(?:are|were|is|was) )?(?:filed |kept |stored )?under))?(?: - |"
    rf"[ :#,(\"]{{1,3}})(?i:number |no\.? )?(?P<id>{_SHAPE})(?![^\W_]| ?\d)",
)
# Some way off in the same sentence, after a label that can be no other's.
_FAR = re.compile(
    r"\b(?i:(?:hosp(?:ital)?|unit|patient|case ?notes?|clinic|chart)\.? (?:no\b|number\b|id\b)|"
    r"mrn\b)"
    r"[^.!?\n]{3,60}?(?<![\w./-])"
    r"(?P<id>[A-Z]{1,3}[ -]?\d{4,8}|\d{5,9}[A-Z]?"
    r"|\d\d(?: \d\d){2,3}|\d{2,6}/\d{2,6})(?![\w/-]|,\d{3}|"
    r" \d)"
)
# "I'm not H0093825, … that hospital number": a shape, and a label somewhere near.
_OF_LETTERS = re.compile(
    r"(?<![\w./-])(?P<id>[A-Z]{1,3}[ -]?\d{5,8}[A-Z]?|[A-Z] \d{3} \d{3,4})(?![\w/-])"
)
_IN_A_FILE = re.compile(r"(?<![^\W_])(?P<id>[a-z]{1,3}\d{5,8})(?![^\W_])")
_SPEAKS_OF_ONE = re.compile(
    r"\b(?:down|booked in|registered|filed) (?:as|under)\b"
    r"|\b(?:labels?|stickers?|wristbands?|(?:id )?band|folders?|records)\b"
    r"|\b(?:(?:hosp(?:ital)?|unit|patient|record|case ?notes?|chart|pas)\.? (?:no\b|number|id\b)"
    r"|mrn)",
    re.IGNORECASE,
)
# "H448812_ct.dcm", "the request form for T0448122"
_OF_A_PATIENT = re.compile(rf"\b{list_pattern('papers_of_patients')}\b", re.IGNORECASE)
# A National Insurance number has a shape of its own.
_INSURANCE = re.compile(
    r"(?<![^\W_])(?P<id>[A-CEGHJ-PRQTW-Z][A-CEGHJ-PRQTW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D])"
    r"(?![^\W_])"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/.](?:19|20)?\d\d)?")
_LANDLINE = re.compile(r"0[127]\d{9}")
_TELEPHONE = re.compile(r"0[12378]\d{8,9}")
_NO_PREFIX = re.compile(
    r"(?:dob|nhs|tel|mob|age|nct|icd|ext|ward|bed|bay|room|news|opcs|page|vol)\b|"
    r"(?:dob|nhs|tel|mob|nct)",
    re.IGNORECASE,
)
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


def find_record_numbers(reading: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the record numbers of a text."""
    for pattern in (_LABELLED, _LABELLED_AFTER, _BESIDE_NOTES, _FAR):
        for found in pattern.finditer(reading.words):
            labelled = pattern in {_LABELLED, _LABELLED_AFTER}
            if _leads_to_somebody(reading, found, labelled):
                yield reading.finding(IdentifierKind.RECORD_NUMBER, *found.span("id"))
    for found in _INSURANCE.finditer(reading.words):
        yield reading.finding(IdentifierKind.RECORD_NUMBER, *found.span("id"))
    shapes = [*_OF_LETTERS.finditer(reading.words)]
    if reading.is_name:
        shapes += _IN_A_FILE.finditer(reading.words)
    for found in shapes:
        around = reading.before(found.start(), 120) + "\n" + reading.after(found.end(), 120)
        if _is_beside_papers(reading, found) or (
            _SPEAKS_OF_ONE.search(around) and _leads_to_somebody(reading, found, False)
        ):
            yield reading.finding(IdentifierKind.RECORD_NUMBER, *found.span("id"))


def _is_beside_papers(reading: NormalisedText, found: re.Match) -> bool:
    """Tell whether a patient's scan, blood or form is named near, and no number of its own."""
    before = reading.before(found.start(), 60)
    near = reading.words if reading.is_name else before + "\n" + reading.after(found.end(), 60)
    return (
        bool(_OF_A_PATIENT.search(near))
        and not has_label(preceding_label(before), list_words("look_alikes"))
        and _leads_to_somebody(reading, found, False)
    )


def _leads_to_somebody(reading: NormalisedText, found: re.Match, labelled: bool) -> bool:
    written = found["id"]
    digits = "".join(letter for letter in written if letter.isdecimal())
    if len(digits) < 3 or len(written) < 4 or _YEAR.fullmatch(written):
        return False
    if (_LANDLINE if labelled else _TELEPHONE).fullmatch(digits) or reading.in_reference(
        found.start("id")
    ):
        return False
    if _NO_PREFIX.match(written) or _COUNTED.match(reading.after(found.end("id"))):
        return False
    return not _PUBLIC.search(reading.before(found.start(), 50))
