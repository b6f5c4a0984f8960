"""NHS numbers, distinguished from other numbers of ten digits."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import load_pattern, load_words

# A lookahead, since another number may end just before the NHS number.
_TEN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[-./])(?=(\d(?:(?: ?[-./:)] ?\(?| {1,3}|\n)?\d){9}|\d{3},\d{3},\d{4})"
    r"(?!\d|[-./]\d|,\d{3}\b|%))"
)
_NHS_LABELS = frozenset(
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
_NHS_CONTEXT = re.compile(
    r"\bn\.?h\.?s\b\W{0,3}(?:patient )?(?:no|nos|num|number|numbers|id|identifier|ref)\b"
    r"|\bn\.?h\.?s\b\W{0,3}\Z|\bchi (?:no|number)\b|\bh ?& ?c (?:no|number)\b|"
    r"\bpatients?\b(?! safety| association| group| experience)"
    r"|\b(?:wristband|case ?notes|date of birth|dob)\b",
    re.IGNORECASE,
)
_RECORD_LABEL_BEFORE = re.compile(
    r"(?:\b(?:hosp(?:ital)?|unit|case|(?<!patient )record)[ .-]{0,2}(?:no|number|num|id)\b|\bmrn)"
    r"\W{0,3}(?:is |was )?\Z",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    r"\b(?:my|his|her|their|our|\w+'s) (?:own )?number\W{0,3}(?:is |was |as )?\Z", re.IGNORECASE
)
_STANDARD_GROUPINGS = {(10,), (3, 3, 4)}
_ADJACENT_DIGITS = re.compile(r"\d ?#|# ?\d")
# Elsewhere in the same sentence: "the barcode under the tray reads", "listed under".
_OTHER_NUMBER_CONTEXT = re.compile(
    rf"\b{load_pattern('numbered_objects')}\b[^.!?:;\n]{{0,50}}\Z", re.IGNORECASE
)
_OTHER_NUMBER_BEFORE = re.compile(
    r"\+\d{1,3}[ ()0-]{0,5}\Z|[£$€] ?\Z|[A-Za-z](?<!\bP)\Z|\b\d{1,3},\Z"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_NUMBER_AFTER = re.compile(
    r"[A-Za-z]|\s*(?:%|per ?cent\b|people\b|patients\b|records\b|views\b|downloads\b|steps\b|"
    r"users\b"
    r"|visits\b|rows\b|bytes\b|pounds\b|appointments\b|contacts\b|doses\b|(?:milli)?seconds\b"
    r"|\(?(?:isbn|order|grant|invoice|company|tel|phone|charity)\b)",
    re.IGNORECASE,
)


def find_nhs_numbers(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the NHS numbers in a text."""
    end = -1
    for match in _TEN_DIGITS.finditer(normalised.spaced_text):
        if match.start() >= end and _is_nhs_number(normalised, match):
            end = match.end(1)
            yield normalised.make_finding(IdentifierKind.NHS_NUMBER, match.start(), end)


def _is_nhs_number(normalised: NormalisedText, match: re.Match) -> bool:
    digits = "".join(character for character in match[1] if character.isdecimal())
    if len(set(digits)) == 1 or not nhs.is_valid(digits) or normalised.is_in_url(match.start()):
        return False
    before, after = normalised.preceding(match.start()), normalised.following(match.end(1))
    label = preceding_label(before)
    if has_label(label, _NHS_LABELS):
        return True
    if _is_other_number(before, after, label):
        return False
    if _NHS_CONTEXT.search(before[-60:]) or _NHS_CONTEXT.search(after[:40]):
        return True
    # Without a label, a row of small numbers or of years is not an NHS number, and a number that
    # begins with 0 is more likely a telephone number.
    groups = re.findall(r"\d+", match[1])
    if tuple(map(len, groups)) not in _STANDARD_GROUPINGS and _ADJACENT_DIGITS.search(
        f"{before}#{after}"
    ):
        return False
    return (
        not digits.startswith("0")
        and (min(map(len, groups)) > 1 or len(groups) == len(digits))
        and not ("\n" in match[1] or sum(bool(_YEAR.fullmatch(group)) for group in groups) > 1)
        and not (_OTHER_NUMBER_CONTEXT.search(before) and not _OWN_NUMBER.search(before))
    )


def _is_other_number(before: str, after: str, label: list[str]) -> bool:
    other_labels = (
        load_words("lookalike_labels")
        | load_words("telephone_labels")
        | load_words("meeting_labels")
    )
    # "on the blue appointment card, 943…": a word followed by a comma is no label.
    return bool(
        (has_label(label, other_labels) and not before.rstrip(' "(').endswith(","))
        or _RECORD_LABEL_BEFORE.search(before)
        or _OTHER_NUMBER_BEFORE.search(before)
        or _OTHER_NUMBER_AFTER.match(after)
    )
