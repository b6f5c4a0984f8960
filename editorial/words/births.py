"""Dates of birth: a day beside a word that says somebody was born on it."""

import re
from collections.abc import Iterator

from editorial.words.dates import Day
from editorial.words.finding import Finding, Kind
from editorial.words.labels import label_before
from editorial.words.lists import either
from editorial.words.reading import Reading

# Nobody alive was born before; such a date is history.
_OLDEST = 1900
_ORGANISATION = rf"\b{either('organisations')}\b"

_LABEL = re.compile(r"(?:\bdob|\bd o b|dates? of birth|dateofbirth|birth ?date)\Z")
_LETTER_B = re.compile(r"(?:\A|[\s(,;])b\.? {0,2}\Z")
_COLUMN = re.compile(
    r"\b(?:dob|d\.o\.b|date of birth)\b(?:[^\n]{0,80}\n[^\n]{0,60}"
    r"|[^\n.;!?\d]{0,20}[|:;\t][^\n.;!?\d]{0,30})\Z",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(
    r"[\s,()'\"-]{0,4}(?:(?:is|was|as|being|that is|that was|which is|which was|on|for) )?"
    r"(?:[\w']{1,12} ){0,4}(?:d\.?o\.?b\b|date of birth|birth[ -]?day|birthdate)"
    r"|[^.!?;\n]{0,50}\b(?:as|is|was) (?:her|his|my|their|the|our)? ?"
    r"(?:d\.?o\.?b\b|date of birth|birth[ -]?day)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:(?:still[ -]?|prematurely )?born|birth[ -]?day|gave birth|giving birth|birth of|"
    r"delivered of)\b(?P<gap>[^.?;\n]{0,70})\Z",
    re.IGNORECASE,
)
_EVENT_AFTER = re.compile(
    r"[^.!?;\n]{0,45}\b(?:was|were|is|being|been) (?:[a-z]+ly )?(?:still[ -]?)?born\b"
    r"(?! (?:out|from|of|too))|[^.!?;\n]{0,30}\bgave birth\b|[^.!?;\n]{0,20}\bwhen I was born\b",
    re.IGNORECASE,
)
# "… instead of 12.03.57", "… or 12 March": a second date of the same birth.
_INSTEAD = re.compile(
    r"[\s,;(/]{0,3}(?:(?:and|or|not|but|instead|of|rather|than|to|as|the|really|was|is) ?){1,4}",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"{_ORGANISATION}(?:'s)?(?:\W{{1,3}}\w{{1,15}}){{0,3}}\W{{0,3}}\Z"
    r"|\bits (?:\w{1,15} ){0,2}\Z|\bit (?:was|is) \Z",
    re.IGNORECASE,
)
_IN_GAP = re.compile(_ORGANISATION, re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:babies|children|people|infants|those|anyone|anybody|everyone|women|men|patients|all|"
    r"adults|girls|boys|who are|if you were|newborns|persons|pupils|students|participants)"
    r"(?: \w{1,12}){0,3} \Z",
    re.IGNORECASE,
)
_TURNS_AWAY = re.compile(
    r"\b(?:before|after|between|since|from|until|who|when|which|she|he|they|it|we|i|will|launched|"
    r"raised|bred|screening|too|out|celebrations?)\b|\d{4}",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the dates of birth of a text."""
    previous, was_one = 0, False
    for day in reading.dates:
        corrects = was_one and bool(_INSTEAD.fullmatch(reading.words[previous : day.start]))
        was_one = (day.year or _OLDEST) >= _OLDEST and (
            corrects or _is_birth(reading, day, previous)
        )
        if was_one:
            yield reading.finding(Kind.DATE_OF_BIRTH, day.start, day.end)
        previous = day.end


def _is_birth(reading: Reading, day: Day, previous: int) -> bool:
    before = reading.before(day.start, min(140, day.start - previous))
    if _is_labelled(before):
        return True
    if day.packed:
        return False
    after = reading.after(day.end, 70)
    return _is_labelled_after(after) or _event_before(before) or _event_after(before, after)


def _is_labelled(before: str) -> bool:
    label = " ".join(label_before(before[-60:], "birth_fillers"))
    if _LABEL.search(label) or _COLUMN.search(before):
        return True
    return label.split()[-1:] == ["b"] and bool(_LETTER_B.search(before))


def _is_labelled_after(after: str) -> bool:
    found = _LABEL_AFTER.match(after)
    return found is not None and not _IN_GAP.search(found[0])


def _event_before(before: str) -> bool:
    found = _EVENT.search(before)
    if found is None or _TURNS_AWAY.search(found["gap"]):
        return False
    subject = before[: found.start()]
    if "birth" in found[0].lower() and _IN_GAP.search(found["gap"]):
        return False
    return not _SUBJECT.search(subject) and not _MANY.search(subject)


def _event_after(before: str, after: str) -> bool:
    found = _EVENT_AFTER.match(after)
    if found is None or _IN_GAP.search(found[0]):
        return False
    return not _SUBJECT.search(before[-30:])
