"""Dates of birth without a label: an old date next to a name or a number, or on a patient label."""

import re
from functools import lru_cache

from identifiers import birth_phrases
from identifiers.clinical_terms import has_clinical_term
from identifiers.dates import DateMention
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_pattern

# A later date may as well be an admission, and is left to the labelled recogniser.
_LATEST_YEAR = 2010
_LATEST_NUMERIC_YEAR = 1998
_NUMERIC_DATE = re.compile(r"[\d ./|-]+")
_OLD_TWO_DIGIT_YEAR = re.compile(r"\D(?:2[7-9]|[3-9]\d)\Z")

# "Mum (12/3/57)", "Mr Bell (3 May 1957)"
_TITLE_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|master|mum|dad|nan|patient|pt|male|female|m|f)"
    r"\b\.?[^()!?\n]{0,30}[(,] ?\Z",
    re.IGNORECASE,
)
_BABY_NAME_BEFORE = re.compile(r"\b(?:Baby|BABY|[Tt]win [12I]{1,2}) [\w'-]+[ ,(]{1,3}\Z")
_ENDS_AFTER_DATE = re.compile(r"\s*(?:[),;]|\Z)")
# "Anne Price (12/5/1960)", "Tunnicliffe, A. 03/03/1958"; not a newspaper's date.
_NAME_BEFORE = re.compile(
    rf"(?:\A|[^\w])(?!(?:The|In|On|At)\b)(?![^\n(]{{0,40}}\b(?i:{load_pattern('publication_titles')}))"
    r"[A-Z][\w'-]+(?:,? [A-Z](?:[\w'-]+|\.)?){1,2}(?: ?[(\[]|[,:;] ?| - ?| ) ?\Z"
)
_NAME_AND_BRACKET = re.compile(r"[A-Z][\w'-]+ \((?:b\. ?|born )?\Z")
# "aged 67 (5/6/1957)", "54, 5/6/1969"
_AGE_BEFORE = re.compile(r"\b(?:aged?|[\w-]+ years? old) ?\(?\d{0,3}\)? ?[,(:-] ?\(?\Z", re.I)
# "NHS 943 476 5919, 14/06/1949", "5289593578 / 25.01.1968 / MRN"
_NUMBER_BEFORE = re.compile(
    r"(?:\b\d{3}[ .-]?\d{3}[ .-]?\d{4}|\b[A-Za-z]{0,3}-?\d{5,9}[A-Za-z]?)[ ,;:/|()\t\n-]{1,4}\Z"
)
_NUMBER_AFTER = re.compile(
    r"[ ,;:/|()\t\n-]{1,4}(?:and )?(?:\d{3}[ .-]?\d{3}[ .-]?\d{4}\b|[A-Z]{0,3}-?\d{5,9}[A-Z]?\b"
    r"|(?:NHS|MRN|hosp(?:ital)?|pt|patient|chi|unit|PAS|ward|bed|bay)\b)",
    re.IGNORECASE,
)
# Labels, wristbands and forms show a name, a number and a date of birth.
_PATIENT_LABEL_BEFORE = re.compile(
    rf"\b{load_pattern('patient_label_terms')}\b[^!?\n]{{0,60}}\Z", re.IGNORECASE
)
# "my name and 17 March 1972", "asked me to confirm 17/03/72 and my postcode"
_CONFIRMATION_BEFORE = re.compile(
    r"\b(?:name|surname|address|postcode|first line of (?:my|her|his) address)"
    r"(?: and|,| then|, then| plus| with) (?:then )?\Z"
    r"|\b(?:confirm(?:ed|s)?|spelled out|read (?:out|back)|typed(?: in)?|entered)"
    r" (?:it as |as )?\Z",
    re.IGNORECASE,
)
_CONFIRMATION_AFTER = re.compile(
    r",? (?:and|plus|then|with) (?:my|her|his|their|the|your) (?:name|surname|address|postcode)\b"
    r"|,? (?:on|in) (?:my|her|his|their|the|your) (?:passport|computer|system|screen|wristband|"
    r"label|form|birth certificate|driving licence|notes|record)\b",
    re.IGNORECASE,
)
# An event or a document that the date belongs to, so that it is no date of birth.
_EVENT_BEFORE = re.compile(rf"\b{load_pattern('dated_events')}\W{{0,3}}\Z", re.IGNORECASE)
_HISTORICAL_TERM = re.compile(rf"\b{load_pattern('historical_terms')}\b", re.IGNORECASE)
# "17AUG1944 F", as machines print it.
_SEX_AFTER = re.compile(r"[ ,/]{1,3}(?:[MF]|(?:fe)?male|MALE|FEMALE)\b")
_LIFESPAN_AFTER = re.compile(r" ?(?:-|to|until) ?(?:\d|(?:her |his )?death)")
_PATIENT_DOCUMENT = re.compile(rf"\b{load_pattern('patient_documents')}\b", re.IGNORECASE)


def is_unlabelled_date_of_birth(
    normalised: NormalisedText, date: DateMention, before: str, after: str
) -> bool:
    """Return whether a date is a date of birth by its year and the text around it.

    Args:
        normalised: The text.
        date: The date in it.
        before: The text before the date, back to the previous date at most.
        after: The text after the date.
    """
    if _BABY_NAME_BEFORE.search(before) and _ENDS_AFTER_DATE.match(after):
        return True
    if not _is_before(normalised, date, _LATEST_YEAR) or _EVENT_BEFORE.search(before):
        return False
    date_text = normalised.spaced_text[date.start : date.end]
    if normalised.is_file_name:
        return not _HISTORICAL_TERM.search(normalised.spaced_text) and bool(
            _PATIENT_DOCUMENT.search(normalised.spaced_text) or _NUMBER_BEFORE.search(before)
        )
    if date.is_compact:
        return bool(_SEX_AFTER.match(after))
    return (
        _has_patient_details(before, after)
        or (bool(_ENDS_AFTER_DATE.match(after)) and _follows_name(before, date_text))
        or _is_numeric_patient_date(normalised, date, before)
    )


def _has_patient_details(before: str, after: str) -> bool:
    return bool(
        _NUMBER_BEFORE.search(before)
        or _NUMBER_AFTER.match(after)
        or _is_on_patient_label(before)
        or _AGE_BEFORE.search(before)
        or _CONFIRMATION_BEFORE.search(before)
        or _CONFIRMATION_AFTER.match(after)
        or _SEX_AFTER.match(after)
        or (
            _LIFESPAN_AFTER.match(after)
            and _NAME_AND_BRACKET.search(before)
            and not birth_phrases.NOT_A_PATIENT_PATTERN.search(before)
        )
    )


def _is_on_patient_label(before: str) -> bool:
    match = _PATIENT_LABEL_BEFORE.search(before)
    return match is not None and not _HISTORICAL_TERM.search(match[0])


def _follows_name(before: str, date_text: str) -> bool:
    return bool(_TITLE_BEFORE.search(before[-50:])) or (
        bool(_NUMERIC_DATE.fullmatch(date_text))
        and bool(_NAME_BEFORE.search(before[-60:]))
        and not _HISTORICAL_TERM.search(before[-60:])
    )


# Cached, since every date of a sentence needs the same answer.
@lru_cache(maxsize=64)
def _mentions_patient(sentence: str) -> bool:
    return has_clinical_term(sentence) or bool(_PATIENT_DOCUMENT.search(sentence))


@lru_cache(maxsize=64)
def _is_historical(sentence: str) -> bool:
    return bool(_HISTORICAL_TERM.search(sentence))


def _is_numeric_patient_date(normalised: NormalisedText, date: DateMention, before: str) -> bool:
    """Return whether an old numeric date is in a sentence about a patient."""
    if not _NUMERIC_DATE.fullmatch(normalised.spaced_text[date.start : date.end]) or not _is_before(
        normalised, date, _LATEST_NUMERIC_YEAR
    ):
        return False
    sentence = normalised.sentence_text(normalised.sentence_index(date.start))
    return not _is_historical(sentence) and (
        _mentions_patient(sentence) or bool(_NAME_BEFORE.search(before[-60:]))
    )


def _is_before(normalised: NormalisedText, date: DateMention, latest_year: int) -> bool:
    if date.year:
        return date.year < latest_year
    return bool(_OLD_TWO_DIGIT_YEAR.search(normalised.spaced_text[date.start : date.end]))
