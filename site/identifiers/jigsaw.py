"""Pieces that together show one person: who they are, a small place, an exact day."""

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
from identifiers.word_lists import list_pattern

_JOB, _KIN = list_pattern("village_jobs"), list_pattern("kin")
_WHOSE = r"(?:my|his|her|their|our|a|an|the|whose|this|two|three|both|\w+'s)"
_PERSON = re.compile(
    r"\b(?:man|woman|lady|couple|family|chap|lad) who (?:runs?|ran|keeps?|kept|owns?|owned|"
    r"drives?|drove"
    r"|delivers?|delivered|has|had)\b|\b(?:only|one) (?:family|couple|household) in\b"
    rf"|\b(?:only|sole|first|youngest|oldest|last) (?:\w+ ){{0,2}}{_JOB}\b"
    r"|\b(?:aged?|age of) \w{1,12}\b|\b[\w-]{1,14}[ -](?:year|month|week|day)s?[ -]olds?\b"
    r"|\bin (?:his|her|their) (?:\w+ )?\w+ies\b|\b(?:mother|father|mum|dad|parent) of \w+\b"
    r"|\b(?:woman|man|girl|boy|lady|gentleman|patient|child|resident),? (?:of|aged) \d{1,3}\b"
    rf"|\b{_WHOSE} (?:[\w-]+ )?{_KIN}s?\b"
    rf"|\b(?:{_WHOSE}|one|another|that|village|ward|school|night|duty|practice|community|district|"
    rf"staff|senior|junior) (?:[\w'-]+ ){{0,4}}?{_JOB}\b|{_JOB}(?=,? (?:of|from|at|in|for|on|"
    rf"near) )"
    rf"|\A{_JOB}\b",
    re.IGNORECASE,
)
# The name of a file has neither "the" nor "of": farrier hollin bridge 12 sept 2022.
_PERSON_IN_A_NAME = re.compile(rf"\b{_JOB}s?\b", re.IGNORECASE)
_AT_WORK = re.compile(rf"\b{list_pattern('jobs')}\b", re.IGNORECASE)
# Nobody alive is found out by what is older.
_OLDEST = 1920
_ANNOUNCED = re.compile(rf"\b{list_pattern('announcements')}\b", re.IGNORECASE)
_BEFELL = re.compile(rf"\b{list_pattern('incidents')}\b", re.IGNORECASE)
_NOT_THE_DAY = re.compile(
    r"\b(?:accessed|updated|posted|retrieved|reviewed|revised|version|checked|edited|as at|"
    r"correct (?:on|at)|written|edition|issue|bmj|lancet|hansard|©|copyright)"
    r"(?: on| in|:|,)? ?\Z",
    re.IGNORECASE,
)


def find_jigsaw_passages(reading: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the passages, of two sentences at most, in which the pieces meet."""
    covered = -1
    for day in reading.dates:
        if (
            day.packed
            or (day.year or _OLDEST) < _OLDEST
            or day.start < covered
            or _NOT_THE_DAY.search(reading.before(day.start, 30))
        ):
            continue
        if span := _passage(reading, day.start, day.end):
            covered = span[1]
            yield reading.finding(IdentifierKind.JIGSAW, *span)


def _passage(reading: NormalisedText, start: int, end: int) -> tuple[int, int] | None:
    number = reading.sentence_at(start)
    for first, last in ((number, number), (number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(reading.sentences):
            continue
        begin, finish = reading.sentences[first][0], reading.sentences[last][1]
        if pieces := _pieces(reading.words[begin:finish], reading.is_name):
            return min(start, begin + pieces[0]), max(end, begin + pieces[1])
    return None


# The days of one sentence ask the same question of it.
@lru_cache(maxsize=64)
def _pieces(text: str, is_name: bool) -> tuple[int, int] | None:
    """Return from where to where the person and the place are named, if both are."""
    befell = bool(_BEFELL.search(text))
    if _ANNOUNCED.search(text) and not befell:
        return None
    person = _PERSON.search(text) or (_PERSON_IN_A_NAME.search(text) if is_name else None)
    if not person:
        return None
    place = search_small_place(text) or search_unknown_place(text)
    if not place:
        ill = befell or has_clinical_term(text)
        place = search_place_of_role(text) if ill else None
        # Whoever has no work among the sick is in the name of a file for a reason.
        if not place and is_name and (ill or not _AT_WORK.search(text)):
            place = search_place_in_file_name(text)
    if not place:
        return None
    return min(person.start(), place.start()), max(person.end(), place.end())
