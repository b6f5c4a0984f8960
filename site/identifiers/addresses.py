"""Street addresses: a house number or name, and a road."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts, postcodes
from identifiers.allow_list import ContactAllowList
from identifiers.clinical_terms import has_clinical_term
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_pattern

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NUMBER = r"\d{1,4}[A-Za-z]?(?: ?[-/] ?\d{1,4}[A-Za-z]?)?,? "
_FLAT = r"(?:(?:Flat|Apartment|Apt|Room) \w{1,4},? )?"
_NAME = rf"(?:[{_CAPITAL}][\w'.-]{{1,24}} |(?:the|of|and|y|upon|on|in|le|de) ){{1,4}}"
_ROAD_TYPE = load_pattern("road_types")
_ROAD = rf"(?:{_ROAD_TYPE}|{_ROAD_TYPE.upper()}|(?:road|street|avenue|lane|crescent|terrace))"
_STREET_ADDRESS = re.compile(
    rf"(?<![\w.,£/:-]){_FLAT}{_NUMBER}(?!Whys )(?:{_NAME}{_ROAD}\b"
    # In Welsh the road type comes first: 7 Heol y Bryn, 14 Maes Gwyn.
    rf"|(?:Heol|Ffordd|Stryd|Lôn|Rhodfa|Maes|Bryn|Parc|Clos|Cae|Rhes|Tan y|Pen y) (?:(?:y|yr|'r) )?"
    rf"[{_CAPITAL}][\w'-]{{2,24}}(?: [{_CAPITAL}][\w'-]{{2,24}})?)\.?"
)
_LOWERCASE_ROAD = (
    r"(?:road|rd|street|avenue|ave|lane|close|drive|crescent|terrace|gardens|grove|way|court|place|"
    r"row|mews|rise|croft|cottages|villas|walk)"
)
_LOWERCASE_ADDRESS = (
    rf"(?:flat \w{{1,4}},? )?\d{{1,4}}[a-z]?,? (?:(?!{load_pattern('non_road_words')}\b)"
    rf"[a-z'-]{{2,24}} ){{1,3}}{_LOWERCASE_ROAD}"
)
_ADDRESS_IN_SENTENCE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: alone)? at|address(?: is| was|:)|home(?: is| was)? at|"
    r"resid(?:es?|ing) at|"
    r"(?:house|bungalow|flat|home|visit|pendant|ambulance|deliver\w*|sent|went|taken|call|called|"
    r"crew|found|fell|staying|moved|addressed|posted)(?: (?:him|her|me|us|it|them|round|back|"
    r"home|out))?"
    r" (?:at|to|from|is|was)|home address,?|number|at) "
    rf"(?P<address>{_LOWERCASE_ADDRESS})\b",
    re.IGNORECASE,
)
# In a file name, without capital letters.
_ADDRESS_IN_FILE_NAME = re.compile(
    rf"(?<![^\W_])(?P<address>{_LOWERCASE_ADDRESS})\b", re.IGNORECASE
)
# "lives at 9 Westgate", "home is 12 Trem y Mor": the phrase before marks an address.
_HOME_ADDRESS = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: alone| with \w+ \w+)? at|(?:home )?address(?: is| was|:)|"
    r"home is|resid(?:es?|ing) at)"
    rf" (?P<address>{_FLAT}(?:[Nn]o\.? |[Nn]umber )"
    rf"?\d{{1,4}}[A-Za-z]?,? (?:[{_CAPITAL}][\w'-]{{2,24}}|[Tt]he [{_CAPITAL}]\w+)"
    rf"(?: (?:y |yr |the )?[{_CAPITAL}][\w'-]{{2,24}}){{0,2}})"
)
# "called to 88 Kingsway", "found dead at 88 Broad Oak", "lives at Sunnybank, Mill Lane"
_INCIDENT_ADDRESS = re.compile(
    r"\b(?i:ambulances?|crew|paramedics?|police|carers?|gp|visit(?:ed)?|found|died|collapsed|fell)"
    r"\b[^.;!?\n\d]{0,25}\b(?:at|to|from) (?P<address>\d{1,4}[A-Za-z]? "
    rf"(?!(?i:{load_pattern('non_address_terms')})\b)[{_CAPITAL}][\w'-]{{3,24}}"
    rf"(?: (?!(?i:{load_pattern('non_address_terms')})\b)[{_CAPITAL}][\w'-]{{2,24}}){{0,2}})"
    rf"(?! (?i:{load_pattern('non_address_terms')})\b)"
    r"|\b(?:liv(?:e|es|ed|ing) at|[Aa]ddress(?: is| was|:)) (?P<house>"
    rf"(?:[{_CAPITAL}][\w'-]{{2,24}} ?){{1,3}}, (?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}"
    rf"{_ROAD_TYPE})\b"
)
# "The Old Rectory, Church Lane": a house with a name instead of a number.
_NAMED_HOUSE = re.compile(
    rf"\b(?P<address>(?:The )?(?:[{_CAPITAL}][\w'-]{{2,24}} ){{1,2}}(?:Cottage|House|Farm|Lodge|"
    rf"Rectory|Vicarage|"
    rf"Bungalow|Barn|Mill|Manor|Forge|Schoolhouse|Croft|Villa|Gatehouse|Stables|Farmhouse|"
    rf"Bakery|Dairy|Granary|Smithy|Oast|Chapel|"
    rf"Orchard|View),? (?:(?:at|on|in|off) )?"
    rf"(?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}(?:Road|Street|Avenue|Lane|Close|Drive|Hill|Terrace|"
    rf"Way|Row|Green))\b"
)
# "Mill Street at number 22"
_NUMBER_AFTER_ROAD = re.compile(
    rf"\b(?P<address>(?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}{_ROAD_TYPE},? (?:at )?"
    r"(?:[Nn]umber|[Nn]o\.?) \d{1,3}[A-Za-z]?)(?![\w.,]*\d)"
)
_PRIVATE_CONTEXT = re.compile(rf"\b{load_pattern('private_contact_phrases')}\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_OTHER_NUMBER_LABEL = re.compile(
    r"\b(?:ward|room|bay|bed|level|floor|theatre|table|figure|fig|chapter|section|pages?|step|unit|"
    r"stage|phase|grade|band|day|aged?|top|all|since|module|lesson|part|case|study|type|group|team)"
    r"\s*\Z",
    re.IGNORECASE,
)
_ORGANISATION_AFTER = re.compile(
    r",? (?:surger(?:y|ies)|hospitals?|clinics?|practices?|medical|health|(?:day )?centres?|"
    r"pharmac\w+|hospice|schools?|study|pilot|wards?|shops?|chemists?|branch\w*|stores?|banks?|"
    r"brands?|names?|report|project|residents were|houses|homes|properties|addresses)\b",
    re.IGNORECASE,
)


def find_addresses(
    normalised: NormalisedText, allow_list: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the street addresses in a text, unless allowed or next to an allowed postcode."""
    spans = list(_address_spans(normalised))
    if not spans:
        return
    allowed_postcodes = [
        match.start()
        for match in postcodes.POSTCODE_PATTERN.finditer(normalised.spaced_text)
        if allow_list.allows_postcode(match[0])
    ]
    for start, end in spans:
        near_allowed_postcode = any(end <= position <= end + 80 for position in allowed_postcodes)
        if not (
            near_allowed_postcode
            or allow_list.allows_address(normalised.spaced_text[start:end])
            or organisation_contacts.is_organisation_address(normalised, start, end)
        ):
            yield normalised.make_finding(IdentifierKind.ADDRESS, start, end)


def _address_spans(normalised: NormalisedText) -> Iterator[tuple[int, int]]:
    date_starts = {date.start for date in normalised.dates}
    for match in _STREET_ADDRESS.finditer(normalised.spaced_text):
        if not (
            _YEAR.match(match[0])
            or match.start() in date_starts
            or _OTHER_NUMBER_LABEL.search(normalised.preceding(match.start(), 12))
            or _ORGANISATION_AFTER.match(normalised.following(match.end(), 20))
        ):
            yield match.span()
    for pattern in (
        _ADDRESS_IN_SENTENCE,
        _HOME_ADDRESS,
        _NUMBER_AFTER_ROAD,
        *([_ADDRESS_IN_FILE_NAME] if normalised.is_file_name else []),
    ):
        for match in pattern.finditer(normalised.spaced_text):
            if not _YEAR.match(match["address"]):
                yield match.span("address")
    for match in _INCIDENT_ADDRESS.finditer(normalised.spaced_text):
        yield match.span("address" if match["address"] else "house")
    for match in _NAMED_HOUSE.finditer(normalised.spaced_text):
        begin, finish = normalised.sentence_spans[normalised.sentence_index(match.start())]
        sentence = normalised.spaced_text[begin:finish]
        if _PRIVATE_CONTEXT.search(sentence) or has_clinical_term(sentence):
            yield match.span("address")
