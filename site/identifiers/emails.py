"""E-mail addresses, also those written so that machines do not see them."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_pattern, list_words

_PLAIN = re.compile(
    r"(?<![\w.+@-])[^\W_][\w.+'&-]{0,63}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w@])"
)
_ENDS = (
    r"(?:com|org|net|uk|gov|edu|ac|nhs|info|example|ie|eu|me|io|scot|wales|cymru|health|care|test)"
)
_AT = r"(?: ?[\[({<] ?(?:at?|@) ?[\])}>] ?| at | ?@ ?)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot | \. ?|\.)"
# In the second part also "outlook. com" and "outlook,com"; in the first it may be a sentence's.
_DOMAIN_DOT = rf"(?:{_DOT}|\. |,)"
_DISGUISED = re.compile(
    rf"(?<![\w.+@-])(?P<name>[^\W_][\w+'-]{{0,63}}(?:{_DOT}[\w+'-]{{1,63}}){{0,3}}){_AT}"
    rf"(?P<domain>[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{2,63}}){{0,3}}{_DOMAIN_DOT}{_ENDS})\b(?!@|\.\w)",
    re.IGNORECASE,
)
# "tom_reid at gmail": whoever reads it adds the rest.
_SHORTENED = re.compile(
    r"(?<![\w.+@-])(?P<name>(?=\w{0,40}[._\d])[^\W_][\w.+'-]{1,63})(?: ?@ ?| at )"
    rf"(?P<domain>{list_pattern('mail_providers')})\b(?![.@]\w| dot\b)",
    re.IGNORECASE,
)
_DOTTED = re.compile(_DOMAIN_DOT, re.IGNORECASE)
# The names of files hold the sign as well: logo@2x.png.
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf", ".css", ".js")


def find_emails(reading: NormalisedText, allowed: ContactAllowList) -> Iterator[IdentifierFinding]:
    """Yield the e-mail addresses of a text that are not allowed."""
    for found in _PLAIN.finditer(reading.text):
        address = found[0].rstrip("'")
        if not address.lower().endswith(_FILES) and not (
            allowed.email(address) or organisation_contacts.is_organisation_mailbox(address)
        ):
            yield reading.finding(IdentifierKind.EMAIL, found.start(), found.start() + len(address))
    for found in _SHORTENED.finditer(reading.text):
        yield reading.finding(IdentifierKind.EMAIL, *found.span())
    for found in _DISGUISED.finditer(reading.text):
        address = _undisguised(found)
        if _is_disguised(found) and not (
            allowed.email(address) or organisation_contacts.is_organisation_mailbox(address)
        ):
            yield reading.finding(IdentifierKind.EMAIL, *found.span())


def _is_disguised(found: re.Match) -> bool:
    """Tell an address from “find us at hub dot org”, which is the name of a site."""
    brackets = any(mark in found[0] for mark in "[({<") or " AT " in found[0]
    if "@" in found[0] or brackets:
        return " " in found[0] or "," in found["domain"] or brackets
    name = re.split(r"\W+", found["name"])[-1].lower()
    domain = found["domain"].lower()
    told = "." in found["name"] or "_" in found["name"] or " dot " in found["name"].lower()
    return (
        told or " dot " in domain or domain in list_words("public_domains")
    ) and name not in list_words("not_mailboxes")


def _undisguised(found: re.Match) -> str:
    return "@".join(_DOTTED.sub(".", found[part]) for part in ("name", "domain"))
