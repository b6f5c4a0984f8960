"""Phrases around a date that speak of a birth, a delivery or an age reached on it."""

import re

from identifiers.word_lists import load_pattern

_ORGANISATION_TERMS = rf"\b{load_pattern('organisation_terms')}\b"
ORGANISATION_PATTERN = re.compile(_ORGANISATION_TERMS, re.IGNORECASE)
"""Organisations, which may be "born" and have birthdays without being a person."""

NOT_A_PATIENT_PATTERN = re.compile(
    rf"{_ORGANISATION_TERMS}(?!\W{{0,3}}(?:no|num|number|id|ref)\b|\W{{0,3}}\d)(?:'s)"
    rf"?(?:\W{{1,3}}\w{{1,15}}){{0,3}}\W{{0,3}}\Z"
    r"|\b(?:queen|king|prince|princess|duke|duchess|saint|st|pope|president|emperor|nightingale|"
    r"seacole|"
    r"bevan|semmelweis|pasteur|lister|fleming|saunders)\b[^.;?!\n]{0,40}\Z|\bits (?:\w{1,15} )"
    r"{0,2}\Z|\bit (?:was|is) \Z",
    re.IGNORECASE,
)
"""Text before the birth of an organisation, a monarch or a historical figure."""

_BIRTH_BEFORE = re.compile(
    r"\b(?:(?:still[ -]?|prematurely )?born|birth[ -]?day|gave birth|giving birth|birth of|"
    r"delivered of|(?:came|come|arrived|entered) (?:into )?(?:the|this|our) world)"
    r"\b(?P<gap>(?:[^.?;\n]|(?<=\d)\.(?=\d)){0,70})\Z",
    re.IGNORECASE,
)
# An age reached on a date reveals the date of birth.
_AGE_REACHED = re.compile(
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
_NEWBORN_TERMS = re.compile(
    r"\b(?:bab(?:y|ies)|twins?|triplets|newborn|c(?:a)?esarean|c-section|forceps|ventouse|"
    r"weeks' gestation|gestation|at \d{2} weeks|labour|apgar|birth ?weight|"
    r"weigh(?:ing|ed|s)|[\d.]+ ?kg)\b"
    r"|\bdelivered by (?:emergency )?section",
    re.IGNORECASE,
)
_PARENT_OF = re.compile(
    r"\b(?:had|have|welcomed|met) (?:my|our|her|his|their) (?:[\w-]+ ){0,2}(?:daughter|son|"
    r"bab(?:y|ies)|"
    r"twins|child|boy|girl)\b[^.;?\n]{0,20}\bon (?:the )?\Z",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(?:both|these two|the two)\b(?: [\w-]+){0,3} \Z", re.IGNORECASE)
_BIRTH_AFTER = re.compile(
    r"[^.!?;\n]{0,45}\b(?:was|were|is|being|been) (?:[a-z]+ly )?(?:still[ -]?)?born\b"
    r"(?! (?:out|from|of|too))|[^.!?;\n]{0,30}\bgave birth\b|[^.!?;\n]{0,20}\bwhen I was born\b",
    re.IGNORECASE,
)
_GROUP_OF_PEOPLE = re.compile(
    r"\b(?:babies|children|people|infants|those|anyone|anybody|everyone|women|men|patients|all|"
    r"adults|girls|boys|who are|if you were|newborns|persons|pupils|students|participants)"
    r"(?: \w{1,12}){0,3} \Z",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:before|after|between|since|from|until|who|when|which|she|he|they|it|we|i|will|launched|"
    r"raised|bred|screening|too|out|celebrations?)\b|\d{4}",
    re.IGNORECASE,
)


def describes_birth(before: str, after: str) -> bool:
    """Return whether the text on either side of a date speaks of a birth on it."""
    return (
        _has_birth_before(before)
        or _has_birth_after(before, after)
        or _states_age_reached(before)
        or bool(_PARENT_OF.search(before))
        or (bool(_DELIVERY.search(before)) and bool(_NEWBORN_TERMS.search(before + after)))
    )


def _states_age_reached(before: str) -> bool:
    match = _AGE_REACHED.search(before)
    return match is not None and not NOT_A_PATIENT_PATTERN.search(before[: match.start()])


def _has_birth_before(before: str) -> bool:
    match = _BIRTH_BEFORE.search(before)
    if match is None or _OTHER_CLAUSE.search(match["gap"]):
        return False
    text_before = before[: match.start()]
    if "birth" in match[0].lower() and ORGANISATION_PATTERN.search(match["gap"]):
        return False
    if NOT_A_PATIENT_PATTERN.search(text_before):
        return False
    return not _GROUP_OF_PEOPLE.search(text_before) or bool(_PAIR.search(text_before))


def _has_birth_after(before: str, after: str) -> bool:
    match = _BIRTH_AFTER.match(after)
    if match is None or ORGANISATION_PATTERN.search(match[0]):
        return False
    return not NOT_A_PATIENT_PATTERN.search(before[-30:])
