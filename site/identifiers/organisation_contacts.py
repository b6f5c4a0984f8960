"""Public contacts of organisations, which are not reported as identifiers."""

import re

from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_pattern, load_words

_DEPARTMENT = re.compile(rf"\b{load_pattern('organisation_departments')}\b", re.IGNORECASE)
_PRIVATE_BEFORE = re.compile(rf"\b{load_pattern('private_contact_phrases')}\b", re.IGNORECASE)
_PRIVATE_AFTER = re.compile(
    r"\bask(?:ed|ing|s)? for (?:me|my|him|her|them|mum|dad)\b|\bown\b|"
    r"\b(?:where|which) (?:I|we|he|she|they|my|her|his)\b|"
    r"\bis (?:my|her|his|mine)\b",
    re.IGNORECASE,
)
# "Northmere General Hospital, Infirmary Road, Sheffield": names and commas up to the contact.
_ADDRESS_CHAIN = re.compile(
    r"(?:(?:[A-Z0-9][\w'&.-]*|of|the|and|for|on|upon|&)[ ,\n]{1,3}){1,24}\Z"
)
_PREMISES = re.compile(rf"\b{load_pattern('organisation_premises')}\b", re.IGNORECASE)
_PUBLIC_PLACE = re.compile(rf"\b{load_pattern('public_place_cues')}\b", re.IGNORECASE)
_PREMISES_PHRASE = re.compile(
    rf"\b{load_pattern('organisation_premises')}\b(?:'s)?(?:,? (?!{load_pattern('visit_verbs')}\b)"
    r"[\w-]{1,14}){0,5}?,?"
    r" ?(?:\b(?:at|is|to|in|on|from|near)\b|[:,])\s*\Z",
    re.IGNORECASE,
)
_PREMISES_BEFORE_NUMBER = re.compile(
    rf"\b{load_pattern('organisation_premises')}\b(?:'s)?[,:(]? ?"
    r"(?:(?:is )?on |at |tel(?:ephone)?[.:]? |phone:? )?\(?\Z",
    re.IGNORECASE,
)
# "The ward's direct line": a number of the ward, which anyone may ring.
_PUBLIC_LINE = re.compile(
    r"\b(?:the|our) (?:ward|unit|clinic|department)(?:'s)? (?:direct )?(?:line|number|telephone)\b",
    re.IGNORECASE,
)
# "Pharmacy: 01632 …": the name of a hospital's department directly before a number.
_SERVICE_BEFORE = re.compile(
    r"\b(?:pharmacy|maternity|outpatients?|a&e|emergency department|x-ray|day surgery|chapel|"
    r"theatres|\w{3,20}(?:ology|iatrics|therapy))(?: department| clinic)?(?: is| on)?[:|]? ?\(?\Z",
    re.IGNORECASE,
)
# Freephone, shared-cost and other numbers that no person has at home; 03069 is for drama.
_NON_GEOGRAPHIC = re.compile(r"\(?0 ?(?:3(?!069)|8[047])")
_MAILBOX = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,80}\w")
_SPECIALTY = re.compile(r"\w+(?:ology|iatrics|iatry|therapy)")
_NAME_PARTS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"20\d\d")
_PUBLIC_SECTOR_DOMAINS = (
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
    """Return whether an e-mail address is a department's, such as press@charity.example."""
    name, _, domain = address.lower().rpartition("@")
    if domain in load_words("public_email_domains") or domain.partition(".")[0] in load_words(
        "public_email_providers"
    ):
        return False
    name = _YEAR.sub("", name)
    parts = _NAME_PARTS.findall(name)
    department_parts = [part for part in parts if part in load_words("organisation_mailboxes")]
    known = (
        load_words("organisation_mailboxes")
        | load_words("mailbox_qualifiers")
        | {part for part in parts if _SPECIALTY.fullmatch(part)}
    )
    if all(part in known or (len(part) > 2 and part in domain) for part in parts):
        has_known_part = any(part in known for part in parts) and not any(
            character.isdecimal() for character in name
        )
        return bool(department_parts) or has_known_part
    # Names of places and bodies may accompany the department: pals.northmere@nhs.net.
    return bool(department_parts) and domain.endswith(_PUBLIC_SECTOR_DOMAINS)


def is_organisation_telephone(normalised: NormalisedText, start: int, end: int) -> bool:
    """Return whether a telephone number is next to a department's name and no private phrase."""
    begin, finish = _sentence_span(normalised, start)
    before = _slice_from_word(normalised, max(begin, start - 100), start)
    after = normalised.spaced_text[end : min(finish, end + 60)]
    public_line = _PUBLIC_LINE.search(before)
    if public_line:
        before = before[public_line.end() :]
    if _PRIVATE_BEFORE.search(before) or _PRIVATE_AFTER.search(after):
        return False
    return bool(
        public_line
        or _NON_GEOGRAPHIC.match(normalised.spaced_text, start)
        or _DEPARTMENT.search(before)
        or _DEPARTMENT.search(after)
        or _PREMISES_BEFORE_NUMBER.search(before)
        or _SERVICE_BEFORE.search(before)
        or _has_organisation_mailbox(before[-80:])
        or _has_organisation_mailbox(after)
    )


def _has_organisation_mailbox(text: str) -> bool:
    """Return whether a text next to a number also gives an organisation's e-mail address."""
    return any(is_organisation_mailbox(match[0]) for match in _MAILBOX.finditer(text))


def is_organisation_address(normalised: NormalisedText, start: int, end: int) -> bool:
    """Return whether an address or a postcode is that of an organisation's premises."""
    begin, finish = _sentence_span(normalised, start)
    preceding_text = _slice_from_word(normalised, max(begin, start - 160), start)
    if _PRIVATE_BEFORE.search(preceding_text) or _PRIVATE_AFTER.search(
        normalised.spaced_text[end : min(finish, end + 40)]
    ):
        return False
    before = _slice_from_word(normalised, max(0, start - 160), start)
    chain = _ADDRESS_CHAIN.search(before)
    named = before[chain.start() :] if chain else ""
    return bool(
        _PREMISES.search(named)
        or _PREMISES_PHRASE.search(before.removesuffix(named))
        or _PUBLIC_PLACE.search(preceding_text)
    )


def _sentence_span(normalised: NormalisedText, position: int) -> tuple[int, int]:
    return normalised.sentence_spans[normalised.sentence_index(position)]


def _slice_from_word(normalised: NormalisedText, begin: int, end: int) -> str:
    """Return a slice of the text that does not begin in the middle of a word."""
    while begin and begin < end and normalised.spaced_text[begin - 1].isalnum():
        begin += 1
    return normalised.spaced_text[begin:end]
