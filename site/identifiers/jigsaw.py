"""Jigsaw identification: a role, a small place and an exact date that single out one person."""

import re
from collections.abc import Iterator
from functools import lru_cache

from identifiers.clinical_terms import has_clinical_term
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.place_names import (
    search_place_in_file_name,
    search_place_of_role,
    search_small_place,
    search_unknown_place,
)
from identifiers.word_lists import load_pattern

_JOB, _KIN = load_pattern("village_occupations"), load_pattern("kinship_terms")
_DETERMINER = r"(?:my|his|her|their|our|a|an|the|whose|this|two|three|both|\w+'s)"
_PERSON_ROLE = re.compile(
    r"\b(?:man|woman|lady|couple|family|chap|lad) who (?:runs?|ran|keeps?|kept|owns?|owned|"
    r"drives?|drove"
    r"|delivers?|delivered|has|had)\b|\b(?:only|one) (?:family|couple|household) in\b"
    rf"|\b(?:only|sole|first|youngest|oldest|last) (?:\w+ ){{0,2}}{_JOB}\b"
    r"|\b(?:aged?|age of) \w{1,12}\b|\b[\w-]{1,14}[ -](?:year|month|week|day)s?[ -]olds?\b"
    r"|\bin (?:his|her|their) (?:\w+ )?\w+ies\b|\b(?:mother|father|mum|dad|parent) of \w+\b"
    r"|\b(?:woman|man|girl|boy|lady|gentleman|patient|child|resident),? (?:of|aged) \d{1,3}\b"
    rf"|\b{_DETERMINER} (?:[\w-]+ )?{_KIN}s?\b"
    rf"|\b(?:{_DETERMINER}|one|another|that|village|ward|school|night|duty|practice|community|district|"
    rf"staff|senior|junior) (?:[\w'-]+ ){{0,4}}?{_JOB}\b|{_JOB}(?=,? (?:of|from|at|in|for|on|"
    rf"near) )"
    rf"|\A{_JOB}\b",
    re.IGNORECASE,
)
# A file name has neither "the" nor "of": farrier hollin bridge 12 sept 2022.
_ROLE_IN_FILE_NAME = re.compile(rf"\b{_JOB}s?\b", re.IGNORECASE)
_PROFESSION = re.compile(rf"\b{load_pattern('job_titles')}\b", re.IGNORECASE)
# An older date identifies no living person.
_EARLIEST_YEAR = 1920
_ANNOUNCEMENT = re.compile(rf"\b{load_pattern('event_announcements')}\b", re.IGNORECASE)
_INCIDENT = re.compile(rf"\b{load_pattern('incident_terms')}\b", re.IGNORECASE)
_DOCUMENT_DATE = re.compile(
    r"\b(?:accessed|updated|posted|retrieved|reviewed|revised|version|checked|edited|as at|"
    r"correct (?:on|at)|written|edition|issue|bmj|lancet|hansard|©|copyright)"
    r"(?: on| in|:|,)? ?\Z",
    re.IGNORECASE,
)


def find_jigsaw_passages(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the passages of at most two sentences that contain a role, a small place and a date."""
    covered_until = -1
    for date in normalised.dates:
        if (
            date.is_compact
            or (date.year or _EARLIEST_YEAR) < _EARLIEST_YEAR
            or date.start < covered_until
            or _DOCUMENT_DATE.search(normalised.preceding(date.start, 30))
        ):
            continue
        if passage := _find_passage(normalised, date.start, date.end):
            covered_until = passage[1]
            yield normalised.make_finding(IdentifierKind.JIGSAW, *passage)


def _find_passage(normalised: NormalisedText, start: int, end: int) -> tuple[int, int] | None:
    sentence_number = normalised.sentence_index(start)
    for first, last in (
        (sentence_number, sentence_number),
        (sentence_number - 1, sentence_number),
        (sentence_number, sentence_number + 1),
    ):
        if first < 0 or last >= len(normalised.sentence_spans):
            continue
        begin, finish = normalised.sentence_spans[first][0], normalised.sentence_spans[last][1]
        if span := _role_and_place_span(
            normalised.spaced_text[begin:finish], normalised.is_file_name
        ):
            return min(start, begin + span[0]), max(end, begin + span[1])
    return None


# Cached, since every date of a sentence needs the same answer.
@lru_cache(maxsize=64)
def _role_and_place_span(text: str, is_file_name: bool) -> tuple[int, int] | None:
    """Return the span that covers the role and the small place, or None unless both are there."""
    has_incident = bool(_INCIDENT.search(text))
    if _ANNOUNCEMENT.search(text) and not has_incident:
        return None
    person = _PERSON_ROLE.search(text) or (
        _ROLE_IN_FILE_NAME.search(text) if is_file_name else None
    )
    if not person:
        return None
    place = search_small_place(text) or search_unknown_place(text)
    if not place:
        concerns_patient = has_incident or has_clinical_term(text)
        place = search_place_of_role(text) if concerns_patient else None
        # A role outside health care is in a file name only if the file is about that person.
        if not place and is_file_name and (concerns_patient or not _PROFESSION.search(text)):
            place = search_place_in_file_name(text)
    if not place:
        return None
    return min(person.start(), place.start()), max(person.end(), place.end())
