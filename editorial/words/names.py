"""Names with a title, beside something about the health of whoever bears them."""

import re
from collections.abc import Iterator

from editorial.words import clinical
from editorial.words.finding import Finding, Kind
from editorial.words.reading import Reading
from editorial.words.titles import TitledName, titled_names

_GOES_ON = re.compile(
    r"[\"'(\s]*(?:(?:And|But|Then|Sadly|Later|In \w+|That \w+|On \w+ \d+ \w+|When),? )?"
    r"(?:She|He|They)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the titled names that stand beside a clinical detail."""
    for name in titled_names(reading.words, reading.is_name):
        if _is_patient(reading, name):
            yield reading.finding(Kind.NAMED_CLINICAL, name.start, name.end)


def _is_patient(reading: Reading, name: TitledName) -> bool:
    number = reading.sentence_at(name.start)
    begin, finish = reading.sentences[number]
    before = reading.words[max(begin, name.start - 60) : name.start]
    after = reading.words[name.end : min(finish, name.end + 160)]
    own = reading.sentence(number)
    if clinical.is_about_nobody(own):
        return False
    if clinical.befell(after) or clinical.is_a_patient(after):
        return True
    works = not reading.is_name and clinical.is_at_work(before, after)
    if clinical.speaks_of_health(own):
        if clinical.is_of_a_patient(before):
            return True
        theirs = clinical.is_theirs(after) or clinical.may_have_befallen(after)
        if name.lay and theirs and not clinical.has_a_job(before, after):
            return True
        return not works and (
            name.lay or clinical.is_ill(after) or (name.honoured and _is_about_them(after))
        )
    return not works and _goes_on(reading, number, name.lay)


def _is_about_them(after: str) -> bool:
    return after.startswith("'s") or clinical.is_theirs(after) or clinical.may_have_befallen(after)


def _goes_on(reading: Reading, number: int, lay: bool) -> bool:
    """Tell whether a neighbouring sentence says what befell whoever is named in this one."""
    following = reading.sentence(number + 1)
    pronoun = _GOES_ON.match(following)
    if pronoun:
        rest = following[pronoun.end() :]
        about_health = clinical.speaks_of_health(following)
        if clinical.befell(rest) or (about_health and clinical.may_have_befallen(rest)):
            return True
        if not pronoun[0].endswith("hey") and clinical.is_at_work("", rest):
            return False
    return lay and any(
        clinical.speaks_of_health(reading.sentence(other)) for other in (number + 1, number - 1)
    )
