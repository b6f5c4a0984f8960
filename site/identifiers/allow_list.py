"""The allow list: public contacts of organisations, each in a canonical form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from identifiers import helplines
from identifiers.word_lists import load_words

_EMAIL = re.compile(r"[^\s@]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
_DOMAIN = re.compile(r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) \d[A-Z]{2}")
_ROAD_ABBREVIATIONS = {
    "rd": "road",
    "st": "street",
    "ave": "avenue",
    "ln": "lane",
    "gdns": "gardens",
}


class ContactType(StrEnum):
    """The type of an allowed contact."""

    EMAIL = "email"
    DOMAIN = "domain"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    ADDRESS = "address"


def normalise_contact(contact_type: str, contact: str) -> str:
    """Return a contact in the canonical form in which it is stored and compared.

    Raises:
        ValueError: It is not a contact of that type; the message says why, in plain words.
    """
    contact = " ".join(contact.split())
    if not contact:
        raise ValueError("Enter the contact.")
    return _NORMALISERS[ContactType(contact_type)](contact)


def _email(contact: str) -> str:
    address = contact.lower().removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise ValueError("Enter a full email address, such as press@charity.example.")
    return address


def _domain(contact: str) -> str:
    domain = contact.lower().rpartition("@")[2].removeprefix("www.")
    if not _DOMAIN.fullmatch(domain):
        raise ValueError("Enter the part after the @, such as charity.example.")
    if domain in load_words("public_email_domains"):
        raise ValueError(
            f"{domain} gives email addresses to the public. Add single email addresses instead."
        )
    return domain


def _telephone(contact: str) -> str:
    digits = "".join(character for character in contact if character.isdecimal())
    if re.search(r"[^\W\d_]", re.sub(r"(?i)ext(?:ension|n)?|x|tel:", "", contact)):
        raise ValueError("Enter a telephone number in digits.")
    if 3 <= len(digits) <= 6 or digits in _SHORT_NUMBERS:
        return digits
    try:
        number = phonenumbers.parse(contact, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError("Enter a full telephone number with its area code, such as 01632 960001.")
    number.extension = None
    is_uk = number.country_code == 44
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, formats.NATIONAL if is_uk else formats.INTERNATIONAL)


def _postcode(contact: str) -> str:
    characters = re.sub(r"[^A-Z0-9]", "", contact.upper())
    postcode = f"{characters[:-3]} {characters[-3:]}"
    if not _POSTCODE.fullmatch(postcode):
        raise ValueError("Enter a full postcode, such as SW1A 1AA.")
    return postcode


def _address(contact: str) -> str:
    parts = re.findall(r"[\w'-]+", contact.lower().replace("’", "'"))
    if len(parts) < 2 or not any(character.isdecimal() for character in contact):
        raise ValueError("Enter the house number and street, such as 14 Elm Road.")
    return " ".join([*parts[:-1], _ROAD_ABBREVIATIONS.get(parts[-1], parts[-1])])


_NORMALISERS = {
    ContactType.EMAIL: _email,
    ContactType.DOMAIN: _domain,
    ContactType.TELEPHONE: _telephone,
    ContactType.POSTCODE: _postcode,
    ContactType.ADDRESS: _address,
}
_SHORT_NUMBERS = {number.replace(" ", "") for number in helplines.SHORT_NUMBERS}


@dataclass(frozen=True)
class ContactAllowList:
    """Contacts that are not reported, as pairs of contact type and canonical contact."""

    contacts: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def from_contacts(cls, contacts: Iterable[tuple[str, str]]) -> "ContactAllowList":
        """Return the allow list of pairs of a contact type and a contact in any notation."""
        return cls(
            frozenset(
                (str(contact_type), normalise_contact(contact_type, contact))
                for contact_type, contact in contacts
            )
        )

    def __or__(self, other: "ContactAllowList") -> "ContactAllowList":
        return ContactAllowList(self.contacts | other.contacts)

    def allows_email(self, contact: str) -> bool:
        """Return whether an e-mail address is allowed, itself or by its domain."""
        domain = contact.rpartition("@")[2].lower()
        parts = domain.split(".")
        parents = {".".join(parts[index:]) for index in range(len(parts) - 1)}
        return self._contains(ContactType.EMAIL, contact) or any(
            (ContactType.DOMAIN.value, parent) in self.contacts for parent in parents
        )

    def allows_telephone(self, contact: str) -> bool:
        """Return whether a telephone number is allowed."""
        return self._contains(ContactType.TELEPHONE, contact)

    def allows_postcode(self, contact: str) -> bool:
        """Return whether a postcode is allowed."""
        return self._contains(ContactType.POSTCODE, contact)

    def allows_address(self, contact: str) -> bool:
        """Return whether a street address is allowed."""
        return self._contains(ContactType.ADDRESS, contact)

    def _contains(self, contact_type: ContactType, contact: str) -> bool:
        try:
            return (contact_type.value, normalise_contact(contact_type, contact)) in self.contacts
        except ValueError:
            return False


DEFAULT_ALLOW_LIST = ContactAllowList.from_contacts(
    [
        *((ContactType.TELEPHONE, number) for number in helplines.SHORT_NUMBERS),
        *(
            (ContactType.TELEPHONE, number)
            for numbers in helplines.TELEPHONES.values()
            for number in numbers
        ),
        *((ContactType.EMAIL, address) for address in helplines.EMAILS),
        *((ContactType.ADDRESS, address) for address in helplines.ADDRESSES),
    ]
)
"""The well-known helplines, which are allowed without an AllowedContact."""
