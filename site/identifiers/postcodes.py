"""Full postcodes of the United Kingdom."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_words

_AREAS = "|".join(sorted(list_words("postcode_areas")))
POSTCODE_PATTERN = re.compile(
    rf"(?<![^\W_])(?<![A-Z0-9][-./])(?P<out>(?i:(?:{_AREAS})(?:\d{{1,2}}|\d[A-Z])|GIR))"
    r"(?P<gap> {0,3}|-| - |\n)"
    # The last two letters are never C, I, K, M, O or V, and yet people mishear and misspell them.
    r"(?P<in>(?i:\d[ABD-HJLNP-UW-Z]{2})|(?<= )\d[A-Z]{2})(?![^\W_]|[-/][A-Z0-9])"
)
_ORDINALS = re.compile(r"1st|2nd|3rd|[04-9]th")
_UNITS = re.compile(r"\d(?:[gt]b|[nupd]g|lb|ft|pt|px|hr|wk|yd|pp|ed|th)", re.IGNORECASE)
_MEMORY = re.compile(r"\d(?:[GTP]B|[MK]G|[MC]L|[MCK]M|[CI]C|[MK][VWB]|CO|II|IV|VI)")
_SAYS_SO = re.compile(
    r"(?<!error )\b(?:post ?code|pcode|zip)s?\W{0,3}(?:is |was )?\Z", re.IGNORECASE
)
_NOT_A_PLACE = re.compile(
    r"\b(?:models?|parts?|serial|version|batch|lot|grade|rooms?|bay|bed|flight|junction|genes?|"
    r"variants?|mutations?|vitamin|type|ref|reference|form|theatre|seat|platform|gate|fig|figure|"
    r"table|appendix|chromosome|allele|motorway|firmware|pump|device|error|cable|catalogue|order|"
    r"registration|number plate|course|module)(?: (?:no|number|code))?[ .:#]{0,3}\Z",
    re.IGNORECASE,
)


def find_postcodes(
    reading: NormalisedText, allowed: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the postcodes of a text that are not allowed."""
    for found in POSTCODE_PATTERN.finditer(reading.words):
        if _is_one(reading, found) and not (
            allowed.postcode(found[0])
            or organisation_contacts.is_organisation_address(reading, *found.span())
        ):
            yield reading.finding(IdentifierKind.POSTCODE, *found.span())


def _is_one(reading: NormalisedText, found: re.Match) -> bool:
    if reading.in_reference(found.start()):
        return False
    before = reading.before(found.start(), 40)
    if _SAYS_SO.search(before):
        return True
    if _MEMORY.fullmatch(found["in"]) or _NOT_A_PLACE.search(before):
        return False
    return found[0].isupper() or not (
        _ORDINALS.fullmatch(found["in"]) or _UNITS.fullmatch(found["in"])
    )
