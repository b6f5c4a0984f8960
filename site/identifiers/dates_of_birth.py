"""Dates of birth: a day beside a word that says somebody was born on it."""

import re
from collections.abc import Iterator

from identifiers import birth_phrases, unlabelled_dates_of_birth
from identifiers.dates import DateMention
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import preceding_label

# Nobody alive was born before; such a date is history.
_OLDEST = 1900

_IS_OF_A_TEXT = re.compile(
    r"\b(?:updated|published|revised|reviewed|accessed|posted|dated|retrieved|issued)(?: on)"
    r"?\W{0,3}\Z",
    re.IGNORECASE,
)
_JUST_BORN = re.compile(r"\bborn(?: on)?\W{0,3}\Z", re.IGNORECASE)
_LABEL = re.compile(r"(?:\bdob|\bd o b|dates? of birth|dateofbirth|birth ?date|b ?day|when born)\Z")
_LETTER_B = re.compile(r"(?:\A|[\s(,;])b\.? {0,2}\Z")
_COLUMN = re.compile(
    r"\b(?:dob|d\.o\.b|date of birth)\b(?:[^\n]{0,80}\n[^\n]{0,60}"
    r"|[^\n.;!?\d]{0,20}[|:;\t][^\n.;!?\d]{0,30})\Z",
    re.IGNORECASE,
)
# "my date of birth, I said", "the date of birth we were given was"
_LABEL_SPOKEN = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|dates? of birth|birth ?dates?|birthdays?|b-?days?|(?:year|day) of birth|"
    r"birth (?:was |is )?(?:registered|recorded)|when (?:I|he|she|they|we) (?:was|were) born)"
    r"\b(?P<gap>[^.;!?\n\d]{0,60})\Z",
    re.IGNORECASE,
)
_SPOKEN_OF_ELSE = re.compile(
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
# "… instead of 12.03.57", "… or 12 March": a second date of the same birth.
_INSTEAD = re.compile(
    r"[\s,;:(/'\"]{0,3}(?:(?:and|or|not|but|instead|of|rather|than|to|as|the|a|really|was|is|in|vs|"
    r"with|other|true|right|correct|real|actual|mine|hers|his|one|should|have|been|be)"
    r"[ ,:]{0,2}){1,6}",
    re.IGNORECASE,
)


def find_dates_of_birth(reading: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the dates of birth of a text."""
    previous, was_one = 0, False
    for day in reading.dates:
        corrects = was_one and bool(_INSTEAD.fullmatch(reading.words[previous : day.start]))
        was_one = (day.year or _OLDEST) >= _OLDEST and (
            corrects or _is_birth(reading, day, previous)
        )
        if was_one:
            yield reading.finding(IdentifierKind.DATE_OF_BIRTH, day.start, day.end)
        previous = day.end


def _is_birth(reading: NormalisedText, day: DateMention, previous: int) -> bool:
    before = reading.before(day.start, min(140, day.start - previous))
    if _IS_OF_A_TEXT.search(before):
        return False
    if _is_labelled(before):
        return True
    after = reading.after(day.end, 70)
    if unlabelled_dates_of_birth.is_unlabelled_date_of_birth(reading, day, before, after):
        return True
    if day.packed:
        return bool(_JUST_BORN.search(before))
    return _is_labelled_after(after) or birth_phrases.describes_birth(before, after)


def _is_labelled(before: str) -> bool:
    label = " ".join(preceding_label(before[-60:], "birth_fillers"))
    if _LABEL.search(label) or _COLUMN.search(before):
        return True
    spoken = _LABEL_SPOKEN.search(before)
    if spoken and not (
        _SPOKEN_OF_ELSE.search(spoken["gap"])
        or birth_phrases.ORGANISATION_PATTERN.search(spoken["gap"])
        or birth_phrases.NOT_A_PATIENT_PATTERN.search(before[: spoken.start()])
    ):
        return True
    return label.split()[-1:] == ["b"] and bool(_LETTER_B.search(before))


def _is_labelled_after(after: str) -> bool:
    found = _LABEL_AFTER.match(after)
    return found is not None and not birth_phrases.ORGANISATION_PATTERN.search(found[0])
