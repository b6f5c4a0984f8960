"""What the desk allows: public contacts of organisations, each in one way of writing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from identifiers import helplines
from identifiers.word_lists import list_words

_EMAIL = re.compile(r"[^\s@]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
_DOMAIN = re.compile(r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) \d[A-Z]{2}")
_SHORT = {"rd": "road", "st": "street", "ave": "avenue", "ln": "lane", "gdns": "gardens"}


class ContactType(StrEnum):
    """What sort of contact is allowed."""

    EMAIL = "email"
    DOMAIN = "domain"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    ADDRESS = "address"


def normalise_contact(sort: str, written: str) -> str:
    """Return a contact in the one way it is kept and compared.

    Raises:
        ValueError: It is not a contact of that sort; the message says why, in plain words.
    """
    written = " ".join(written.split())
    if not written:
        raise ValueError("Write the contact itself.")
    return _CANONICAL[ContactType(sort)](written)


def _email(written: str) -> str:
    address = written.lower().removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise ValueError("Write a whole e-mail address, such as press@charity.example.")
    return address


def _domain(written: str) -> str:
    domain = written.lower().rpartition("@")[2].removeprefix("www.")
    if not _DOMAIN.fullmatch(domain):
        raise ValueError("Write what stands after the @, such as charity.example.")
    if domain in list_words("public_domains"):
        raise ValueError(f"Anybody can have an address at {domain}. Allow single addresses.")
    return domain


def _telephone(written: str) -> str:
    digits = "".join(letter for letter in written if letter.isdecimal())
    if re.search(r"[^\W\d_]", re.sub(r"(?i)ext(?:ension|n)?|x|tel:", "", written)):
        raise ValueError("Write a telephone number in figures.")
    if 3 <= len(digits) <= 6 or digits in _SHORT_DIGITS:
        return digits
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError("Write a whole telephone number with its area code, such as 01632 960001.")
    number.extension = None
    home = number.country_code == 44
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def _postcode(written: str) -> str:
    letters = re.sub(r"[^A-Z0-9]", "", written.upper())
    postcode = f"{letters[:-3]} {letters[-3:]}"
    if not _POSTCODE.fullmatch(postcode):
        raise ValueError("Write a whole postcode, such as SW1A 1AA.")
    return postcode


def _address(written: str) -> str:
    parts = re.findall(r"[\w'-]+", written.lower().replace("’", "'"))
    if len(parts) < 2 or not any(letter.isdecimal() for letter in written):
        raise ValueError("Write the number and the road, such as 14 Elm Road.")
    return " ".join([*parts[:-1], _SHORT.get(parts[-1], parts[-1])])


_CANONICAL = {
    ContactType.EMAIL: _email,
    ContactType.DOMAIN: _domain,
    ContactType.TELEPHONE: _telephone,
    ContactType.POSTCODE: _postcode,
    ContactType.ADDRESS: _address,
}
_SHORT_DIGITS = {number.replace(" ", "") for number in helplines.SHORT_NUMBERS}


@dataclass(frozen=True)
class ContactAllowList:
    """Contacts that are no findings. Each answers for its own sort."""

    contacts: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, contacts: Iterable[tuple[str, str]]) -> "ContactAllowList":
        """Make a list of pairs of a sort and a contact, however it is written."""
        return cls(
            frozenset((str(sort), normalise_contact(sort, written)) for sort, written in contacts)
        )

    def __or__(self, other: "ContactAllowList") -> "ContactAllowList":
        return ContactAllowList(self.contacts | other.contacts)

    def email(self, written: str) -> bool:
        """Tell whether an e-mail address is allowed, by itself or by its domain."""
        domain = written.rpartition("@")[2].lower()
        parts = domain.split(".")
        parents = {".".join(parts[place:]) for place in range(len(parts) - 1)}
        return self._has(ContactType.EMAIL, written) or any(
            (ContactType.DOMAIN.value, parent) in self.contacts for parent in parents
        )

    def telephone(self, written: str) -> bool:
        """Tell whether a telephone number is allowed."""
        return self._has(ContactType.TELEPHONE, written)

    def postcode(self, written: str) -> bool:
        """Tell whether a postcode is allowed."""
        return self._has(ContactType.POSTCODE, written)

    def address(self, written: str) -> bool:
        """Tell whether a street address is allowed."""
        return self._has(ContactType.ADDRESS, written)

    def _has(self, sort: ContactType, written: str) -> bool:
        try:
            return (sort.value, normalise_contact(sort, written)) in self.contacts
        except ValueError:
            return False


DEFAULT_ALLOW_LIST = ContactAllowList.of(
    [
        *((ContactType.TELEPHONE, number) for number in helplines.SHORT_NUMBERS),
        *(
            (ContactType.TELEPHONE, one)
            for several in helplines.TELEPHONES.values()
            for one in several
        ),
        *((ContactType.EMAIL, address) for address in helplines.EMAILS),
        *((ContactType.ADDRESS, address) for address in helplines.ADDRESSES),
    ]
)
"""What is allowed wherever the check runs, before the desk has allowed anything."""
