"""Dates of birth: dates next to a word or phrase about a birth."""

import re
from collections.abc import Iterator

from identifiers import birth_phrases, unlabelled_dates_of_birth
from identifiers.dates import DateMention
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import preceding_label

# No living person was born before; an earlier date is historical.
_EARLIEST_YEAR = 1900

_DOCUMENT_DATE = re.compile(
    r"\b(?:updated|published|revised|reviewed|accessed|posted|dated|retrieved|issued)(?: on)"
    r"?\W{0,3}\Z",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(r"\bborn(?: on)?\W{0,3}\Z", re.IGNORECASE)
_BIRTH_LABEL = re.compile(
    r"(?:\bdob|\bd o b|dates? of birth|dateofbirth|birth ?date|b ?day|when born)\Z"
)
_B_ABBREVIATION = re.compile(r"(?:\A|[\s(,;])b\.? {0,2}\Z")
_COLUMN_HEADING = re.compile(
    r"\b(?:dob|d\.o\.b|date of birth)\b(?:[^\n]{0,80}\n[^\n]{0,60}"
    r"|[^\n.;!?\d]{0,20}[|:;\t][^\n.;!?\d]{0,30})\Z",
    re.IGNORECASE,
)
# "my date of birth, I said", "the date of birth we were given was"
_SPOKEN_LABEL = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|dates? of birth|birth ?dates?|birthdays?|b-?days?|(?:year|day) of birth|"
    r"birth (?:was |is )?(?:registered|recorded)|when (?:I|he|she|they|we) (?:was|were) born)"
    r"\b(?P<gap>[^.;!?\n\d]{0,60})\Z",
    re.IGNORECASE,
)
_OTHER_MEANING = re.compile(
    r"\b(?:since|until|before|after|from|policy|introduced|changed|updated|added|removed|corrected|"
    r"launched|published|audit\w*|guidance|released|training|version|started|began|every|"
    r"mandatory|standard|alert|checks|rule)\b|\b(?:on|in|by|at|for|since)(?: the)?\s*\Z",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(
    r"[\s,()'\"-]{0,4}(?:(?:is|was|as|being|that is|that was|which is|which was|on|for) )?"
    r"(?:[\w']{1,12} ){0,4}(?:d\.?o\.?b\b|date of birth|b(?:irth)?[ -]?day|birthdate)"
    r"|[^.!?;\n]{0,30}\b(?:when|after|as) [^.!?;\n]{0,30}\b(?:asked|wanted)[^.!?;\n]{0,20}\b"
    r"(?:d\.?o\.?b\b|date of birth|birth[ -]?day)|[^.!?;\n]{0,50}\b(?:as|is|was) (?:her|his|my|"
    r"their|the|our)? ?"
    r"(?:d\.?o\.?b\b|date of birth|birth[ -]?day)",
    re.IGNORECASE,
)
# "… instead of 12.03.57", "… or 12 March": a correction of the date before.
_CORRECTION = re.compile(
    r"[\s,;:(/'\"]{0,3}(?:(?:and|or|not|but|instead|of|rather|than|to|as|the|a|really|was|is|in|vs|"
    r"with|other|true|right|correct|real|actual|mine|hers|his|one|should|have|been|be)"
    r"[ ,:]{0,2}){1,6}",
    re.IGNORECASE,
)


def find_dates_of_birth(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the dates of birth in a text."""
    previous_end, is_birth = 0, False
    for date in normalised.dates:
        is_correction = is_birth and bool(
            _CORRECTION.fullmatch(normalised.spaced_text[previous_end : date.start])
        )
        is_birth = (date.year or _EARLIEST_YEAR) >= _EARLIEST_YEAR and (
            is_correction or _is_date_of_birth(normalised, date, previous_end)
        )
        if is_birth:
            yield normalised.make_finding(IdentifierKind.DATE_OF_BIRTH, date.start, date.end)
        previous_end = date.end


def _is_date_of_birth(normalised: NormalisedText, date: DateMention, previous_end: int) -> bool:
    before = normalised.preceding(date.start, min(140, date.start - previous_end))
    if _DOCUMENT_DATE.search(before):
        return False
    if _has_label_before(before):
        return True
    after = normalised.following(date.end, 70)
    if unlabelled_dates_of_birth.is_unlabelled_date_of_birth(normalised, date, before, after):
        return True
    if date.is_compact:
        return bool(_BORN_BEFORE.search(before))
    return _has_label_after(after) or birth_phrases.describes_birth(before, after)


def _has_label_before(before: str) -> bool:
    label = " ".join(preceding_label(before[-60:], "birth_label_fillers"))
    if _BIRTH_LABEL.search(label) or _COLUMN_HEADING.search(before):
        return True
    spoken = _SPOKEN_LABEL.search(before)
    if spoken and not (
        _OTHER_MEANING.search(spoken["gap"])
        or birth_phrases.ORGANISATION_PATTERN.search(spoken["gap"])
        or birth_phrases.NOT_A_PATIENT_PATTERN.search(before[: spoken.start()])
    ):
        return True
    return label.split()[-1:] == ["b"] and bool(_B_ABBREVIATION.search(before))


def _has_label_after(after: str) -> bool:
    match = _LABEL_AFTER.match(after)
    return match is not None and not birth_phrases.ORGANISATION_PATTERN.search(match[0])
