"""E-mail addresses, including obfuscated ones."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_pattern, load_words

_PLAIN = re.compile(
    r"(?<![\w.+@-])[^\W_][\w.+'&-]{0,63}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w@])"
)
_TOP_LEVEL_DOMAINS = (
    r"(?:com|org|net|uk|gov|edu|ac|nhs|info|example|ie|eu|me|io|scot|wales|cymru|health|care|test)"
)
_AT = r"(?: ?[\[({<] ?(?:at?|@) ?[\])}>] ?| at | ?@ ?)"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot | \. ?|\.)"
# The domain may also be "outlook. com" or "outlook,com"; before the @ that ends a sentence.
_DOMAIN_DOT = rf"(?:{_DOT}|\. |,)"
_OBFUSCATED = re.compile(
    rf"(?<![\w.+@-])(?P<name>[^\W_][\w+'-]{{0,63}}(?:{_DOT}[\w+'-]{{1,63}}){{0,3}}){_AT}"
    rf"(?P<domain>[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{2,63}}){{0,3}}{_DOMAIN_DOT}{_TOP_LEVEL_DOMAINS})\b(?!@|\.\w)",
    re.IGNORECASE,
)
# "tom_reid at gmail": readers complete the domain.
_WITHOUT_TOP_LEVEL_DOMAIN = re.compile(
    r"(?<![\w.+@-])(?P<name>(?=\w{0,40}[._\d])[^\W_][\w.+'-]{1,63})(?: ?@ ?| at )"
    rf"(?P<domain>{load_pattern('email_providers')})\b(?![.@]\w| dot\b)",
    re.IGNORECASE,
)
_DOT_PATTERN = re.compile(_DOMAIN_DOT, re.IGNORECASE)
# File names may contain an @: logo@2x.png.
_FILE_EXTENSIONS = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".avif",
    ".pdf",
    ".css",
    ".js",
)


def find_emails(
    normalised: NormalisedText, allow_list: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the e-mail addresses in a text that are neither allowed nor an organisation's."""
    for match in _PLAIN.finditer(normalised.text):
        address = match[0].rstrip("'")
        if not address.lower().endswith(_FILE_EXTENSIONS) and not (
            allow_list.allows_email(address)
            or organisation_contacts.is_organisation_mailbox(address)
        ):
            yield normalised.make_finding(
                IdentifierKind.EMAIL, match.start(), match.start() + len(address)
            )
    for match in _WITHOUT_TOP_LEVEL_DOMAIN.finditer(normalised.text):
        yield normalised.make_finding(IdentifierKind.EMAIL, *match.span())
    for match in _OBFUSCATED.finditer(normalised.text):
        address = _deobfuscate(match)
        if _is_obfuscated_address(match) and not (
            allow_list.allows_email(address)
            or organisation_contacts.is_organisation_mailbox(address)
        ):
            yield normalised.make_finding(IdentifierKind.EMAIL, *match.span())


def _is_obfuscated_address(match: re.Match) -> bool:
    """Return whether a match is an address, and no website as in “find us at hub dot org”."""
    has_brackets = any(mark in match[0] for mark in "[({<") or " AT " in match[0]
    if "@" in match[0] or has_brackets:
        return " " in match[0] or "," in match["domain"] or has_brackets
    name = re.split(r"\W+", match["name"])[-1].lower()
    domain = match["domain"].lower()
    is_explicit = "." in match["name"] or "_" in match["name"] or " dot " in match["name"].lower()
    return (
        is_explicit or " dot " in domain or domain in load_words("public_email_domains")
    ) and name not in load_words("non_mailbox_words")


def _deobfuscate(match: re.Match) -> str:
    return "@".join(_DOT_PATTERN.sub(".", match[part]) for part in ("name", "domain"))
