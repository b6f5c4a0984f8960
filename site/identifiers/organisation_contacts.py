"""Contacts that an organisation gives to the public: no person's, and no finding."""

import re

from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_pattern, list_words

_DESK = re.compile(rf"\b{list_pattern('public_desks')}\b", re.IGNORECASE)
_PRIVATE = re.compile(rf"\b{list_pattern('private')}\b", re.IGNORECASE)
_PRIVATE_AFTER = re.compile(
    r"\bask(?:ed|ing|s)? for (?:me|my|him|her|them|mum|dad)\b|\bown\b|"
    r"\b(?:where|which) (?:I|we|he|she|they|my|her|his)\b|"
    r"\bis (?:my|her|his|mine)\b",
    re.IGNORECASE,
)
# "Northmere General Hospital, Infirmary Road, Sheffield": names and commas up to the contact.
_CHAIN = re.compile(r"(?:(?:[A-Z0-9][\w'&.-]*|of|the|and|for|on|upon|&)[ ,\n]{1,3}){1,24}\Z")
_HOUSE = re.compile(rf"\b{list_pattern('public_houses')}\b", re.IGNORECASE)
_OFFICE_AT = re.compile(
    rf"\b{list_pattern('public_houses')}\b(?:'s)?(?:,? (?!{list_pattern('goes_there')}\b)"
    r"[\w-]{1,14}){0,5}?,?"
    r" ?(?:\b(?:at|is|to|in|on|from|near)\b|[:,])\s*\Z",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    rf"\b{list_pattern('public_houses')}\b(?:'s)?[,:(]? ?"
    r"(?:(?:is )?on |at |tel(?:ephone)?[.:]? |phone:? )?\(?\Z",
    re.IGNORECASE,
)
_NAME_PARTS = re.compile(r"[^\W\d_]+")
_A_YEAR = re.compile(r"20\d\d")
_PUBLIC_ENDS = (
    ".nhs.uk",
    "nhs.net",
    ".nhs.scot",
    ".gov.uk",
    ".org.uk",
    ".org",
    ".ac.uk",
    ".police.uk",
)


def is_organisation_mailbox(address: str) -> bool:
    """Tell whether an e-mail address is that of a desk, such as press@charity.example."""
    name, _, domain = address.lower().rpartition("@")
    if domain in list_words("public_domains") or domain.partition(".")[0] in list_words(
        "public_providers"
    ):
        return False
    name = _A_YEAR.sub("", name)
    parts = _NAME_PARTS.findall(name)
    desks = [part for part in parts if part in list_words("mailboxes")]
    known = list_words("mailboxes") | list_words("mailbox_words")
    if all(part in known or (len(part) > 2 and part in domain) for part in parts):
        told = any(part in known for part in parts) and not any(one.isdecimal() for one in name)
        return bool(desks) or told
    # Places and bodies stand beside the desk's name: pals.northmere@nhs.net.
    return bool(desks) and domain.endswith(_PUBLIC_ENDS)


def is_organisation_telephone(reading: NormalisedText, start: int, end: int) -> bool:
    """Tell whether a telephone number stands beside the name of a public desk, and nobody's."""
    begin, finish = _sentence(reading, start)
    before = _from_a_word(reading, max(begin, start - 100), start)
    after = reading.words[end : min(finish, end + 60)]
    named = _DESK.search(before) or _DESK.search(after) or _NAMED_BEFORE.search(before)
    return bool(named) and not (_PRIVATE.search(before) or _PRIVATE_AFTER.search(after))


def is_organisation_address(reading: NormalisedText, start: int, end: int) -> bool:
    """Tell whether an address or a postcode is that of a house where an organisation is found."""
    begin, finish = _sentence(reading, start)
    near = _from_a_word(reading, max(begin, start - 160), start)
    if _PRIVATE.search(near) or _PRIVATE_AFTER.search(reading.words[end : min(finish, end + 40)]):
        return False
    before = _from_a_word(reading, max(0, start - 160), start)
    chain = _CHAIN.search(before)
    named = before[chain.start() :] if chain else ""
    return bool(_HOUSE.search(named) or _OFFICE_AT.search(before.removesuffix(named)))


def _sentence(reading: NormalisedText, place: int) -> tuple[int, int]:
    return reading.sentences[reading.sentence_at(place)]


def _from_a_word(reading: NormalisedText, begin: int, end: int) -> str:
    """Return a piece of the text that does not begin in the middle of a word."""
    while begin and begin < end and reading.words[begin - 1].isalnum():
        begin += 1
    return reading.words[begin:end]
