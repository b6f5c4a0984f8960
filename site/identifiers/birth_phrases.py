"""The words around a day that say somebody was born on it, came of age or was given birth to."""

import re

from identifiers.word_lists import list_pattern

_ORGANISATION = rf"\b{list_pattern('organisations')}\b"
ORGANISATION_PATTERN = re.compile(_ORGANISATION, re.IGNORECASE)
"""What is born, and has birthdays, without being a person."""

NOT_A_PATIENT_PATTERN = re.compile(
    rf"{_ORGANISATION}(?!\W{{0,3}}(?:no|num|number|id|ref)\b|\W{{0,3}}\d)(?:'s)"
    rf"?(?:\W{{1,3}}\w{{1,15}}){{0,3}}\W{{0,3}}\Z"
    r"|\b(?:queen|king|prince|princess|duke|duchess|saint|st|pope|president|emperor|nightingale|"
    r"seacole|"
    r"bevan|semmelweis|pasteur|lister|fleming|saunders)\b[^.;?!\n]{0,40}\Z|\bits (?:\w{1,15} )"
    r"{0,2}\Z|\bit (?:was|is) \Z",
    re.IGNORECASE,
)
"""What stands before a birth that is an organisation's, a king's or a saint's."""

_EVENT = re.compile(
    r"\b(?:(?:still[ -]?|prematurely )?born|birth[ -]?day|gave birth|giving birth|birth of|"
    r"delivered of|(?:came|come|arrived|entered) (?:into )?(?:the|this|our) world)"
    r"\b(?P<gap>(?:[^.?;\n]|(?<=\d)\.(?=\d)){0,70})\Z",
    re.IGNORECASE,
)
# Somebody's age on a day gives the day of birth away.
_OF_AGE = re.compile(
    r"(?:\bturn(?:ed|s|ing)?|\bwould (?:have been|be|have turned)|\bwill be|'ll be"
    r"|\breached(?: the age of)?|(?:was|"
    r"is|were) \w+ years old|became)"
    r" (?:\w+[ -]){0,2}?(?:\d{1,3}|\w+ty|\w+teen|(?:\w+ty-)?(?:one|two|three|four|five|six|seven"
    r"|eight|nine)|ten|eleven|twelve|one hundred)(?: years old)?,? on (?:the )?\Z",
    re.IGNORECASE,
)
_DELIVERY = re.compile(
    r"\b(?:(?:was|were|been) (?:\w+ly )?delivered|arrived)\b[^.;?\n]{0,45}\bon (?:the )?\Z",
    re.IGNORECASE,
)
_NEW_BORN = re.compile(
    r"\b(?:bab(?:y|ies)|twins?|triplets|newborn|c(?:a)?esarean|c-section|forceps|ventouse|"
    r"weeks' gestation|gestation|at \d{2} weeks|labour|apgar|birth ?weight|"
    r"weigh(?:ing|ed|s)|[\d.]+ ?kg)\b"
    r"|\bdelivered by (?:emergency )?section",
    re.IGNORECASE,
)
_HAD_A_CHILD = re.compile(
    r"\b(?:had|have|welcomed|met) (?:my|our|her|his|their) (?:[\w-]+ ){0,2}(?:daughter|son|"
    r"bab(?:y|ies)|"
    r"twins|child|boy|girl)\b[^.;?\n]{0,20}\bon (?:the )?\Z",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|these two|the two)\b(?: [\w-]+){0,3} \Z", re.IGNORECASE)
_EVENT_AFTER = re.compile(
    r"[^.!?;\n]{0,45}\b(?:was|were|is|being|been) (?:[a-z]+ly )?(?:still[ -]?)?born\b"
    r"(?! (?:out|from|of|too))|[^.!?;\n]{0,30}\bgave birth\b|[^.!?;\n]{0,20}\bwhen I was born\b",
    re.IGNORECASE,
)
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


def describes_birth(before: str, after: str) -> bool:
    """Tell whether the words on either side of a day speak of a birth on it."""
    return (
        _event_before(before)
        or _event_after(before, after)
        or _comes_of_age(before)
        or bool(_HAD_A_CHILD.search(before))
        or (bool(_DELIVERY.search(before)) and bool(_NEW_BORN.search(before + after)))
    )


def _comes_of_age(before: str) -> bool:
    found = _OF_AGE.search(before)
    return found is not None and not NOT_A_PATIENT_PATTERN.search(before[: found.start()])


def _event_before(before: str) -> bool:
    found = _EVENT.search(before)
    if found is None or _TURNS_AWAY.search(found["gap"]):
        return False
    subject = before[: found.start()]
    if "birth" in found[0].lower() and ORGANISATION_PATTERN.search(found["gap"]):
        return False
    if NOT_A_PATIENT_PATTERN.search(subject):
        return False
    return not _MANY.search(subject) or bool(_BOTH.search(subject))


def _event_after(before: str, after: str) -> bool:
    found = _EVENT_AFTER.match(after)
    if found is None or ORGANISATION_PATTERN.search(found[0]):
        return False
    return not NOT_A_PATIENT_PATTERN.search(before[-30:])
