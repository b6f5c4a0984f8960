"""Telephone numbers as people in the United Kingdom write them."""

import re
from collections.abc import Iterator

import phonenumbers

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import list_words

_EXTENSION = r"(?:,? {0,2}(?:ext(?:ension|n)?|x)\b[.:]? ?\d{1,6})?"
_NATIONAL = re.compile(
    rf"(?<![\w£$€,/+.-])[(\[]?0(?:[ \-.()\]/\n]{{0,3}}\d){{9,10}}"
    rf"(?![\d%]|[.,]\d|[A-Za-z]){_EXTENSION}"
)
_INTERNATIONAL = re.compile(
    r"(?:(?<![\w+])\(?(?:\+ ?|00 ?)(?=[1-9])|(?<=wa\.me/)|(?<![\w£$€.,/-])"
    r"(?=44[ -]?(?:7(?:\D{0,2}\d){9}(?!\d)|\(0\))))"
    rf"\d{{1,3}}\)?(?:[ \-.()]{{0,4}}\d){{6,12}}(?!\d){_EXTENSION}"
)
# Without its area code, only beside a word that says what it is.
_LOCAL = re.compile(
    r"(?:\b(?:tel(?:ephone)?|phone|mobile|mob|fax|landline|whatsapp)(?: (?:no|number|num|me))?\b"
    r"[. ]?(?:is |was )?|\b(?:ring|call|phone|text|dial|reach|rang|called|phoned|contact|message)"
    r"(?: [\w']{1,12}){0,3} on\b|\b(?:ring|call|phone|text|dial)(?= \d{6})|\b(?:his|her|my|our|"
    r"their) (?:phone )?number (?:is|was)\b)"
    r"[ :=#-]{0,4}(?P<number>\d{3,5}[ -]?\d{3,4}(?:[ -]?\d{2,4})?)"
    rf"(?![\d%]|[,.:/-]\d|[A-Za-z]){_EXTENSION}",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"\(?(?:0|(?:\+ ?|00 ?)?44[ -]?(?:\(0\) ?)?) ?7")
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
_DATE = re.compile(r"\(?0?\d ?[-./] ?\d{1,2} ?[-./] ?\d{2}|\(?0\.")


def find_telephones(
    reading: NormalisedText, allowed: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the telephone numbers of a text that are not allowed."""
    for pattern in (_INTERNATIONAL, _NATIONAL):
        for found in pattern.finditer(reading.words):
            if _is_one(reading, found) and not _is_public(reading, found, allowed):
                yield reading.finding(IdentifierKind.TELEPHONE, *found.span())
    for found in _LOCAL.finditer(reading.words):
        start, end = found.start("number"), found.end()
        if _is_local(found["number"]) and not (
            allowed.telephone(found["number"])
            or (
                not _MOBILE.match(found["number"])
                and organisation_contacts.is_organisation_telephone(reading, start, end)
            )
        ):
            yield reading.finding(IdentifierKind.TELEPHONE, start, end)


def _is_public(reading: NormalisedText, found: re.Match, allowed: ContactAllowList) -> bool:
    """Tell a number that an organisation gives to everybody. A mobile is always somebody's."""
    return allowed.telephone(found[0]) or (
        not _MOBILE.match(found[0])
        and organisation_contacts.is_organisation_telephone(reading, *found.span())
    )


def _is_local(written: str) -> bool:
    return sum(letter.isdecimal() for letter in written) >= 6 and not _YEARS.fullmatch(written)


def _is_one(reading: NormalisedText, found: re.Match) -> bool:
    label = preceding_label(reading.before(found.start(), 60))
    if has_label(label, list_words("look_alikes")):
        return False
    if reading.in_reference(found.start()) and "wa.me" not in reading.before(found.start(), 6):
        return False
    written = found[0].replace("\n", " ")
    try:
        number = phonenumbers.parse(f"+{written}" if written.startswith("44") else written, "GB")
    except phonenumbers.NumberParseException:
        return False
    # "Valid" would miss the numbers kept for drama; "possible" alone takes in two years.
    return phonenumbers.is_possible_number(number) and (
        number.country_code != 44 or _is_british(found[0], has_label(label, list_words("calls")))
    )


def _is_british(written: str, labelled: bool) -> bool:
    """Tell a number from a date with its time, a decimal fraction, a row of hours."""
    groups = re.findall(r"\d+", written)
    if _DATE.match(written) or len(set("".join(groups))) == 1:
        return False
    if not groups[0].startswith("0") or groups[0].startswith("00"):
        return True
    if "".join(groups)[1] not in "1235789":
        return False
    if "".join(groups) in "0123456789":
        return labelled
    if len(groups) == len("".join(groups)):
        return labelled or groups[1] == "7"
    return labelled or len(groups[0]) > 2 or (len(groups) > 1 and len(groups[1]) > 2)
