"""NHS numbers, told from the other numbers of ten digits."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import list_pattern, list_words

# Looked for from every digit, since another number may stand just before it.
_TEN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[-./])(?=(\d(?:(?: ?[-./:)] ?\(?| {1,3}|\n)?\d){9}|\d{3},\d{3},\d{4})"
    r"(?!\d|[-./]\d|,\d{3}\b|%))"
)
_OURS = frozenset(
    {
        "nhs",
        "nhsno",
        "nhsnumber",
        "nhsnum",
        "nhsid",
        "patient",
        "patients",
        "pt",
        "pts",
        "chi",
        "hcn",
        "wristband",
    }
)
_NEAR = re.compile(
    r"\bn\.?h\.?s\b\W{0,3}(?:patient )?(?:no|nos|num|number|numbers|id|identifier|ref)\b"
    r"|\bn\.?h\.?s\b\W{0,3}\Z|\bchi (?:no|number)\b|\bh ?& ?c (?:no|number)\b|"
    r"\bpatients?\b(?! safety| association| group| experience)"
    r"|\b(?:wristband|case ?notes|date of birth|dob)\b",
    re.IGNORECASE,
)
_IS_RECORD = re.compile(
    r"(?:\b(?:hosp(?:ital)?|unit|case|(?<!patient )record)[ .-]{0,2}(?:no|number|num|id)\b|\bmrn)"
    r"\W{0,3}(?:is |was )?\Z",
    re.IGNORECASE,
)
_AS_PRINTED = {(10,), (3, 3, 4)}
_MORE_DIGITS = re.compile(r"\d ?#|# ?\d")
# Further off in the same sentence: "the barcode under the tray reads", "listed under".
_OTHER_NEAR = re.compile(
    rf"\b{list_pattern('numbered_things')}\b[^.!?:;\n]{{0,50}}\Z", re.IGNORECASE
)
_OTHER_BEFORE = re.compile(r"\+\d{1,3}[ ()0-]{0,5}\Z|[£$€] ?\Z|[A-Za-z](?<!\bP)\Z|\b\d{1,3},\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_AFTER = re.compile(
    r"[A-Za-z]|\s*(?:%|per ?cent\b|people\b|patients\b|records\b|views\b|downloads\b|steps\b|"
    r"users\b"
    r"|visits\b|rows\b|bytes\b|pounds\b|appointments\b|contacts\b|doses\b|(?:milli)?seconds\b"
    r"|\(?(?:isbn|order|grant|invoice|company|tel|phone|charity)\b)",
    re.IGNORECASE,
)


def find_nhs_numbers(reading: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the NHS numbers of a text."""
    end = -1
    for found in _TEN_DIGITS.finditer(reading.words):
        if found.start() >= end and _is_one(reading, found):
            end = found.end(1)
            yield reading.finding(IdentifierKind.NHS_NUMBER, found.start(), end)


def _is_one(reading: NormalisedText, found: re.Match) -> bool:
    digits = "".join(letter for letter in found[1] if letter.isdecimal())
    if len(set(digits)) == 1 or not nhs.is_valid(digits) or reading.in_reference(found.start()):
        return False
    before, after = reading.before(found.start()), reading.after(found.end(1))
    label = preceding_label(before)
    if has_label(label, _OURS):
        return True
    if _is_another(before, after, label):
        return False
    if _NEAR.search(before[-60:]) or _NEAR.search(after[:40]):
        return True
    # Without a word that says so, a row of small numbers or of years is none; and what begins
    # with 0 is sooner a telephone.
    groups = re.findall(r"\d+", found[1])
    if tuple(map(len, groups)) not in _AS_PRINTED and _MORE_DIGITS.search(f"{before}#{after}"):
        return False
    return (
        not digits.startswith("0")
        and (min(map(len, groups)) > 1 or len(groups) == len(digits))
        and not ("\n" in found[1] or sum(bool(_YEAR.fullmatch(one)) for one in groups) > 1)
        and not _OTHER_NEAR.search(before)
    )


def _is_another(before: str, after: str, label: list[str]) -> bool:
    others = list_words("look_alikes") | list_words("calls") | list_words("meetings")
    # "on the blue appointment card, 943…": what a comma parts is no label.
    return bool(
        (has_label(label, others) and not before.rstrip(' "(').endswith(","))
        or _IS_RECORD.search(before)
        or _OTHER_BEFORE.search(before)
        or _OTHER_AFTER.match(after)
    )
