"""Record numbers: hospital, case, unit and medical record numbers, and National Insurance."""

import re
from collections.abc import Iterator

from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import load_pattern, load_words

_NUMBER = (
    r"(?:#|\u2116|(?:nos?|nr|num(?:ber)?s?|numb|id|i\.d|identifier|ident|identity|ref|reference|"
    r"code)"
    r"\b\.?(?! of))"
)
_LABEL = (
    rf"(?:\b{load_pattern('record_nouns')}[ .,:/-]{{0,2}}{_NUMBER}"
    rf"|\b{load_pattern('record_number_labels')})"
)
_DIGITS_PART = (
    r"\d(?:[\dA-Z]|[-./](?=[\dA-Z])"
    r"| (?=\d{2,4}\b(?![-./:]\d|(?: ?[ap]m)))){2,19})"
)
_IDENTIFIER = rf"(?P<id>(?:[A-Z]{{1,4}}[ ./-]?)?{_DIGITS_PART}"
# Where the label follows, only capital letters before the digits belong to the number.
_UPPERCASE_IDENTIFIER = rf"(?P<id>(?:(?-i:[A-Z]{{1,4}})[ ./-]?)?{_DIGITS_PART}"
_LINK_WORD = (
    r"(?:is|was|of|the|for|patient|her|his|my|reads?|reading|with|as|given|this|number|no|on|says|"
    r"said|ending|shown|which|and|it|still|volume \w+|page \w+)"
)
_LINK_WORDS = (
    rf"(?:[ \t:;#=.,()\[\]\"'/|-]{{0,5}}\n?(?:{_LINK_WORD}\b[ :]{{0,2}}){{0,4}}\"?"
    r"|(?: (?!of\b)[\w']{1,12}){1,6} ?(?:[(:=,\"-]|(?:was|is|reads?|as)\b) ?\"?)"
)
_LABELLED = re.compile(rf"{_LABEL}{_LINK_WORDS}{_IDENTIFIER}(?![^\W_])", re.IGNORECASE)
_LABELLED_AFTER = re.compile(
    rf"(?<![^\W_]){_UPPERCASE_IDENTIFIER}"
    rf"(?:[ ,]{{0,2}}(?:\(|(?:is|was|as|being|for) )(?:the |her |his |my |their |our |a )?"
    rf"|, (?:the|her|his|my|their|our) ){_LABEL}",
    re.IGNORECASE,
)
# After "notes" or "patient", letters and digits need no word for "number".
_SHAPE = (
    r"(?:[A-Z]{1,4}[ ./-]?\d(?:(?:[./-]?\d){2,11}|(?: ?\d){3,9})[A-Z]?"
    r"|\d{5,10}[A-Z]?|\d{2,7}/\d{3,7}|\d{2,4}-\d{3,7})"
)
_AFTER_RECORD_NOUN = re.compile(
    rf"\b(?i:{load_pattern('patient_record_nouns')})(?i:,? (?:for|of|(?:was |is )?marked|"
    rf"(?:was |is )?labelled|vol(?:ume|\.)? \w+|number(?:ed)?|no\.?|"
    rf"reads?|is|was|(?:(?:are|were|is|was) )?(?:filed |kept |stored )?under))?(?: - |"
    rf"[ :#,(\"]{{1,3}})(?i:number |no\.? )?(?P<id>{_SHAPE})(?![^\W_]| ?\d)",
)
# Further on in the same sentence, after an unambiguous label.
_DISTANT_LABEL = re.compile(
    r"\b(?i:(?:hosp(?:ital)?|unit|patient|case ?notes?|clinic|chart)\.? (?:no\b|number\b|id\b)|"
    r"mrn\b)"
    r"[^.!?\n]{3,60}?(?<![\w./-])"
    r"(?P<id>[A-Z]{1,3}[ -]?\d{4,8}|\d{5,9}[A-Z]?"
    r"|\d\d(?: \d\d){2,3}|\d{2,6}/\d{2,6})(?![\w/-]|,\d{3}|"
    r" \d)"
)
# "I'm not H0093825, … that hospital number": a lettered number with a label nearby.
_LETTERED_NUMBER = re.compile(
    r"(?<![\w./-])(?P<id>[A-Z]{1,3}[ -]?\d{5,8}[A-Z]?|[A-Z] \d{3} \d{3,4})(?![\w/-])"
)
_NUMBER_IN_FILE_NAME = re.compile(r"(?<![^\W_])(?P<id>[a-z]{1,3}\d{5,8})(?![^\W_])")
_RECORD_CONTEXT = re.compile(
    r"\b(?:down|booked in|registered|filed) (?:as|under)\b"
    r"|\b(?:labels?|stickers?|wristbands?|(?:id )?band|folders?|records)\b"
    r"|\b(?:(?:hosp(?:ital)?|unit|patient|record|case ?notes?|chart|pas)\.? (?:no\b|number|id\b)"
    r"|mrn)",
    re.IGNORECASE,
)
# "H448812_ct.dcm", "the request form for T0448122"
_PATIENT_DOCUMENT = re.compile(rf"\b{load_pattern('patient_documents')}\b", re.IGNORECASE)
# National Insurance numbers have a format of their own.
_NATIONAL_INSURANCE = re.compile(
    r"(?<![^\W_])(?P<id>[A-CEGHJ-PRQTW-Z][A-CEGHJ-PRQTW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D])"
    r"(?![^\W_])"
)
_MIN_DIGITS = 3
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/.](?:19|20)?\d\d)?")
_LANDLINE = re.compile(r"0[127]\d{9}")
_TELEPHONE = re.compile(r"0[12378]\d{8,9}")
_OTHER_PREFIX = re.compile(
    r"(?:dob|nhs|tel|mob|age|nct|icd|ext|ward|bed|bay|room|news|opcs|page|vol)\b|"
    r"(?:dob|nhs|tel|mob|nct)",
    re.IGNORECASE,
)
_COUNT_AFTER = re.compile(
    r"\s*(?:%|per ?cent\b|patients?\b|people\b|beds\b|cases\b|attendances\b|admissions\b|in \d{4}\b"
    r"|a (?:year|month|week|day)\b|on the list\b|staff\b|deaths\b|incidents\b|,\d{3}\b|of \d"
    r"|were\b|participants?\b|\(of \d)",
    re.IGNORECASE,
)
_PUBLIC_CASE = re.compile(
    r"\b(?:tribunal|court|claim|judg[e]?ment|ombudsman|phso|lgsco|appeal|hearing|prosecution|employment|ewhc|"
    r"support|helpdesk|vacancy|job|design|business)\b",
    re.IGNORECASE,
)


def find_record_numbers(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the record numbers in a text."""
    if sum(map(str.isdecimal, normalised.spaced_text)) < _MIN_DIGITS:
        return
    for pattern in (_LABELLED, _LABELLED_AFTER, _AFTER_RECORD_NOUN, _DISTANT_LABEL):
        for match in pattern.finditer(normalised.spaced_text):
            is_labelled = pattern in {_LABELLED, _LABELLED_AFTER}
            if _is_record_number(normalised, match, is_labelled):
                yield normalised.make_finding(IdentifierKind.RECORD_NUMBER, *match.span("id"))
    for match in _NATIONAL_INSURANCE.finditer(normalised.spaced_text):
        yield normalised.make_finding(IdentifierKind.RECORD_NUMBER, *match.span("id"))
    candidates = [*_LETTERED_NUMBER.finditer(normalised.spaced_text)]
    if normalised.is_file_name:
        candidates += _NUMBER_IN_FILE_NAME.finditer(normalised.spaced_text)
    for match in candidates:
        context = (
            normalised.preceding(match.start(), 120) + "\n" + normalised.following(match.end(), 120)
        )
        if _is_near_patient_document(normalised, match) or (
            _RECORD_CONTEXT.search(context) and _is_record_number(normalised, match, False)
        ):
            yield normalised.make_finding(IdentifierKind.RECORD_NUMBER, *match.span("id"))


def _is_near_patient_document(normalised: NormalisedText, match: re.Match) -> bool:
    """Return whether a patient document is mentioned near an otherwise unlabelled number."""
    before = normalised.preceding(match.start(), 60)
    near = (
        normalised.spaced_text
        if normalised.is_file_name
        else before + "\n" + normalised.following(match.end(), 60)
    )
    return (
        bool(_PATIENT_DOCUMENT.search(near))
        and not has_label(preceding_label(before), load_words("lookalike_labels"))
        and _is_record_number(normalised, match, False)
    )


def _is_record_number(normalised: NormalisedText, match: re.Match, is_labelled: bool) -> bool:
    number_text = match["id"]
    digits = "".join(character for character in number_text if character.isdecimal())
    if len(digits) < _MIN_DIGITS or len(number_text) < 4 or _YEAR.fullmatch(number_text):
        return False
    if (_LANDLINE if is_labelled else _TELEPHONE).fullmatch(digits) or normalised.is_in_url(
        match.start("id")
    ):
        return False
    if _OTHER_PREFIX.match(number_text) or _COUNT_AFTER.match(
        normalised.following(match.end("id"))
    ):
        return False
    return not _PUBLIC_CASE.search(normalised.preceding(match.start(), 50))
