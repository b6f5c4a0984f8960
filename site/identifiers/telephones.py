"""Telephone numbers, in the formats used in the United Kingdom."""

import re
from collections.abc import Iterator

import phonenumbers

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.number_labels import has_label, preceding_label
from identifiers.word_lists import load_words

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
# A local number, without an area code: only after a label.
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
    normalised: NormalisedText, allow_list: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the telephone numbers in a text that are neither allowed nor an organisation's."""
    for pattern in (_INTERNATIONAL, _NATIONAL):
        for match in pattern.finditer(normalised.spaced_text):
            if _is_telephone(normalised, match) and not _is_allowed(normalised, match, allow_list):
                yield normalised.make_finding(IdentifierKind.TELEPHONE, *match.span())
    for match in _LOCAL.finditer(normalised.spaced_text):
        start, end = match.start("number"), match.end()
        if _is_local_number(match["number"]) and not (
            allow_list.allows_telephone(match["number"])
            or (
                not _MOBILE.match(match["number"])
                and organisation_contacts.is_organisation_telephone(normalised, start, end)
            )
        ):
            yield normalised.make_finding(IdentifierKind.TELEPHONE, start, end)


def _is_allowed(normalised: NormalisedText, match: re.Match, allow_list: ContactAllowList) -> bool:
    """Return whether a number is allowed or an organisation's; a mobile is always personal."""
    return allow_list.allows_telephone(match[0]) or (
        not _MOBILE.match(match[0])
        and organisation_contacts.is_organisation_telephone(normalised, *match.span())
    )


def _is_local_number(number_text: str) -> bool:
    return sum(character.isdecimal() for character in number_text) >= 6 and not _YEARS.fullmatch(
        number_text
    )


def _is_telephone(normalised: NormalisedText, match: re.Match) -> bool:
    label = preceding_label(normalised.preceding(match.start(), 60))
    if has_label(label, load_words("lookalike_labels")):
        return False
    if normalised.is_in_url(match.start()) and "wa.me" not in normalised.preceding(
        match.start(), 6
    ):
        return False
    number_text = match[0].replace("\n", " ")
    try:
        number = phonenumbers.parse(
            f"+{number_text}" if number_text.startswith("44") else number_text, "GB"
        )
    except phonenumbers.NumberParseException:
        return False
    # `is_valid_number` rejects numbers reserved for drama; "possible" alone accepts two years.
    return phonenumbers.is_possible_number(number) and (
        number.country_code != 44
        or _is_uk_number(match[0], has_label(label, load_words("telephone_labels")))
    )


def _is_uk_number(number_text: str, is_labelled: bool) -> bool:
    """Return whether the digits are a UK number, and no date, decimal fraction or list of hours."""
    groups = re.findall(r"\d+", number_text)
    if _DATE.match(number_text) or len(set("".join(groups))) == 1:
        return False
    if not groups[0].startswith("0") or groups[0].startswith("00"):
        return True
    if "".join(groups)[1] not in "1235789":
        return False
    if "".join(groups) in "0123456789":
        return is_labelled
    if len(groups) == len("".join(groups)):
        return is_labelled or groups[1] == "7"
    return is_labelled or len(groups[0]) > 2 or (len(groups) > 1 and len(groups[1]) > 2)
