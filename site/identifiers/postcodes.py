"""Full postcodes of the United Kingdom."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts
from identifiers.allow_list import ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_words

_AREAS = "|".join(sorted(load_words("postcode_areas")))
POSTCODE_PATTERN = re.compile(
    rf"(?<![^\W_])(?<![A-Z0-9][-./])(?P<out>(?i:(?:{_AREAS})(?:\d{{1,2}}|\d[A-Z])|GIR))"
    r"(?P<gap> {0,3}|-| - |\n)"
    # The last two letters are never C, I, K, M, O or V; after a space, misspelt ones match too.
    r"(?P<in>(?i:\d[ABD-HJLNP-UW-Z]{2})|(?<= )\d[A-Z]{2})(?![^\W_]|[-/][A-Z0-9])"
)
_ORDINALS = re.compile(r"1st|2nd|3rd|[04-9]th")
_UNITS = re.compile(r"\d(?:[gt]b|[nupd]g|lb|ft|pt|px|hr|wk|yd|pp|ed|th)", re.IGNORECASE)
_UPPERCASE_UNITS = re.compile(r"\d(?:[GTP]B|[MK]G|[MC]L|[MCK]M|[CI]C|[MK][VWB]|CO|II|IV|VI)")
_POSTCODE_LABEL = re.compile(
    r"(?<!error )\b(?:post ?code|pcode|zip)s?\W{0,3}(?:is |was )?\Z", re.IGNORECASE
)
_OTHER_CODE_LABEL = re.compile(
    r"\b(?:models?|parts?|serial|version|batch|lot|grade|rooms?|bay|bed|flight|junction|genes?|"
    r"variants?|mutations?|vitamin|type|ref|reference|form|theatre|seat|platform|gate|fig|figure|"
    r"table|appendix|chromosome|allele|motorway|firmware|pump|device|error|cable|catalogue|order|"
    r"registration|number plate|course|module)(?: (?:no|number|code))?[ .:#]{0,3}\Z",
    re.IGNORECASE,
)


def find_postcodes(
    normalised: NormalisedText, allow_list: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the postcodes in a text that are neither allowed nor an organisation's."""
    for match in POSTCODE_PATTERN.finditer(normalised.spaced_text):
        if _is_postcode(normalised, match) and not (
            allow_list.allows_postcode(match[0])
            or organisation_contacts.is_organisation_address(normalised, *match.span())
        ):
            yield normalised.make_finding(IdentifierKind.POSTCODE, *match.span())


def _is_postcode(normalised: NormalisedText, match: re.Match) -> bool:
    if normalised.is_in_url(match.start()):
        return False
    before = normalised.preceding(match.start(), 40)
    if _POSTCODE_LABEL.search(before):
        return True
    if _UPPERCASE_UNITS.fullmatch(match["in"]) or _OTHER_CODE_LABEL.search(before):
        return False
    return match[0].isupper() or not (
        _ORDINALS.fullmatch(match["in"]) or _UNITS.fullmatch(match["in"])
    )
