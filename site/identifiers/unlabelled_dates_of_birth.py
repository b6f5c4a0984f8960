"""Dates of birth that nobody called so: an old day beside a name, a number or on a label."""

import re
from functools import lru_cache

from identifiers import birth_phrases
from identifiers.clinical_terms import has_clinical_term
from identifiers.dates import DateMention
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_pattern

# What is younger may as well be the day of an admission, and is left to the words around it.
_YOUNGEST = 2010
_OLD = 1998
_FIGURES = re.compile(r"[\d ./|-]+")
_TWO_FIGURES = re.compile(r"\D(?:2[7-9]|[3-9]\d)\Z")

# "Mum (12/3/57)", "Mr Bell (3 May 1957)"
_BESIDE_A_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|master|mum|dad|nan|patient|pt|male|female|m|f)"
    r"\b\.?[^()!?\n]{0,30}[(,] ?\Z",
    re.IGNORECASE,
)
_BESIDE_A_BABY = re.compile(r"\b(?:Baby|BABY|[Tt]win [12I]{1,2}) [\w'-]+[ ,(]{1,3}\Z")
_AFTER_A_NAME = re.compile(r"\s*(?:[),;]|\Z)")
# "Anne Price (12/5/1960)", "Tunnicliffe, A. 03/03/1958"; not the Daily Mail's.
_BESIDE_A_NAME = re.compile(
    rf"(?:\A|[^\w])(?!(?:The|In|On|At)\b)(?![^\n(]{{0,40}}\b(?i:{list_pattern('printed_works')}))"
    r"[A-Z][\w'-]+(?:,? [A-Z](?:[\w'-]+|\.)?){1,2}(?: ?[(\[]|[,:;] ?| - ?| ) ?\Z"
)
_IN_BRACKETS = re.compile(r"[A-Z][\w'-]+ \((?:b\. ?|born )?\Z")
# "aged 67 (5/6/1957)", "54, 5/6/1969"
_AFTER_AN_AGE = re.compile(r"\b(?:aged?|[\w-]+ years? old) ?\(?\d{0,3}\)? ?[,(:-] ?\(?\Z", re.I)
# "NHS 943 476 5919, 14/06/1949", "5289593578 / 25.01.1968 / MRN"
_NUMBER_BEFORE = re.compile(
    r"(?:\b\d{3}[ .-]?\d{3}[ .-]?\d{4}|\b[A-Za-z]{0,3}-?\d{5,9}[A-Za-z]?)[ ,;:/|()\t\n-]{1,4}\Z"
)
_NUMBER_AFTER = re.compile(
    r"[ ,;:/|()\t\n-]{1,4}(?:and )?(?:\d{3}[ .-]?\d{3}[ .-]?\d{4}\b|[A-Z]{0,3}-?\d{5,9}[A-Z]?\b"
    r"|(?:NHS|MRN|hosp(?:ital)?|pt|patient|chi|unit|PAS|ward|bed|bay)\b)",
    re.IGNORECASE,
)
# Labels, wristbands and forms have somebody's name, number and day of birth on them.
_ON_A_LABEL = re.compile(
    rf"\b{list_pattern('labels_of_patients')}\b[^!?\n]{{0,60}}\Z", re.IGNORECASE
)
# "my name and 17 March 1972", "asked me to confirm 17/03/72 and my postcode"
_ASKED_FOR = re.compile(
    r"\b(?:name|surname|address|postcode|first line of (?:my|her|his) address)"
    r"(?: and|,| then|, then| plus| with) (?:then )?\Z"
    r"|\b(?:confirm(?:ed|s)?|spelled out|read (?:out|back)|typed(?: in)?|entered)"
    r" (?:it as |as )?\Z",
    re.IGNORECASE,
)
_ASKED_AFTER = re.compile(
    r",? (?:and|plus|then|with) (?:my|her|his|their|the|your) (?:name|surname|address|postcode)\b"
    r"|,? (?:on|in) (?:my|her|his|their|the|your) (?:passport|computer|system|screen|wristband|"
    r"label|form|birth certificate|driving licence|notes|record)\b",
    re.IGNORECASE,
)
# What was done on a day, or what the day is the day of, when it is nobody's birth.
_HAPPENED = re.compile(rf"\b{list_pattern('before_a_day')}\W{{0,3}}\Z", re.IGNORECASE)
_HISTORY = re.compile(
    rf"\b{list_pattern('history')}\b", re.IGNORECASE
)  # "17AUG1944 F", as machines print it.
_SEX_AFTER = re.compile(r"[ ,/]{1,3}(?:[MF]|(?:fe)?male|MALE|FEMALE)\b")
_LIVED_UNTIL = re.compile(r" ?(?:-|to|until) ?(?:\d|(?:her |his )?death)")
_A_SCAN = re.compile(rf"\b{list_pattern('papers_of_patients')}\b", re.IGNORECASE)


def is_unlabelled_date_of_birth(
    reading: NormalisedText, day: DateMention, before: str, after: str
) -> bool:
    """Tell whether a day is somebody's birth by its age and by what stands beside it.

    Args:
        reading: The text.
        day: The day.
        before: The words before it, back to the day before at most.
        after: The words after it.
    """
    if _BESIDE_A_BABY.search(before) and _AFTER_A_NAME.match(after):
        return True
    if not _is_old(reading, day, _YOUNGEST) or _HAPPENED.search(before):
        return False
    written = reading.words[day.start : day.end]
    if reading.is_name:
        return not _HISTORY.search(reading.words) and bool(
            _A_SCAN.search(reading.words) or _NUMBER_BEFORE.search(before)
        )
    if day.packed:
        return bool(_SEX_AFTER.match(after))
    return (
        _is_among_particulars(before, after)
        or (bool(_AFTER_A_NAME.match(after)) and _is_after_a_name(before, written))
        or _is_a_date_of_figures(reading, day, before)
    )


def _is_among_particulars(before: str, after: str) -> bool:
    return bool(
        _NUMBER_BEFORE.search(before)
        or _NUMBER_AFTER.match(after)
        or _is_on_a_label(before)
        or _AFTER_AN_AGE.search(before)
        or _ASKED_FOR.search(before)
        or _ASKED_AFTER.match(after)
        or _SEX_AFTER.match(after)
        or (
            _LIVED_UNTIL.match(after)
            and _IN_BRACKETS.search(before)
            and not birth_phrases.NOT_A_PATIENT_PATTERN.search(before)
        )
    )


def _is_on_a_label(before: str) -> bool:
    found = _ON_A_LABEL.search(before)
    return found is not None and not _HISTORY.search(found[0])


def _is_after_a_name(before: str, written: str) -> bool:
    return bool(_BESIDE_A_TITLE.search(before[-50:])) or (
        bool(_FIGURES.fullmatch(written))
        and bool(_BESIDE_A_NAME.search(before[-60:]))
        and not _HISTORY.search(before[-60:])
    )


# The days of one sentence ask the same question of it.
@lru_cache(maxsize=64)
def _is_about_a_patient(sentence: str) -> bool:
    return has_clinical_term(sentence) or bool(_A_SCAN.search(sentence))


@lru_cache(maxsize=64)
def _is_history(sentence: str) -> bool:
    return bool(_HISTORY.search(sentence))


def _is_a_date_of_figures(reading: NormalisedText, day: DateMention, before: str) -> bool:
    """Tell whether an old date is written as a form has it, in a sentence about a patient."""
    if not _FIGURES.fullmatch(reading.words[day.start : day.end]) or not _is_old(
        reading, day, _OLD
    ):
        return False
    sentence = reading.sentence(reading.sentence_at(day.start))
    return not _is_history(sentence) and (
        _is_about_a_patient(sentence) or bool(_BESIDE_A_NAME.search(before[-60:]))
    )


def _is_old(reading: NormalisedText, day: DateMention, youngest: int) -> bool:
    if day.year:
        return day.year < youngest
    return bool(_TWO_FIGURES.search(reading.words[day.start : day.end]))
