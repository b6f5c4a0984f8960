"""Street addresses: a number and a road."""

import re
from collections.abc import Iterator

from identifiers import organisation_contacts, postcodes
from identifiers.allow_list import ContactAllowList
from identifiers.clinical_terms import has_clinical_term
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_pattern

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NUMBER = r"\d{1,4}[A-Za-z]?(?: ?[-/] ?\d{1,4}[A-Za-z]?)?,? "
_FLAT = r"(?:(?:Flat|Apartment|Apt|Room) \w{1,4},? )?"
_NAME = rf"(?:[{_CAPITAL}][\w'.-]{{1,24}} |(?:the|of|and|y|upon|on|in|le|de) ){{1,4}}"
_ROAD = (
    rf"(?:{list_pattern('roads')}|{list_pattern('roads').upper()}"
    r"|(?:road|street|avenue|lane|crescent|terrace))"
)
_PRINTED = re.compile(
    rf"(?<![\w.,£/:-]){_FLAT}{_NUMBER}(?!Whys )(?:{_NAME}{_ROAD}\b"
    # Welsh puts the kind of road first: 7 Heol y Bryn, 14 Maes Gwyn.
    rf"|(?:Heol|Ffordd|Stryd|Lôn|Rhodfa|Maes|Bryn|Parc|Clos|Cae|Rhes|Tan y|Pen y) (?:(?:y|yr|'r) )?"
    rf"[{_CAPITAL}][\w'-]{{2,24}}(?: [{_CAPITAL}][\w'-]{{2,24}})?)\.?"
)
_LOW_ROAD = (
    r"(?:road|rd|street|avenue|ave|lane|close|drive|crescent|terrace|gardens|grove|way|court|place|"
    r"row|mews|rise|croft|cottages|villas|walk)"
)
_LOW = (
    rf"(?:flat \w{{1,4}},? )?\d{{1,4}}[a-z]?,? (?:(?!{list_pattern('not_road_names')}\b)"
    rf"[a-z'-]{{2,24}} ){{1,3}}{_LOW_ROAD}"
)
_SPOKEN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: alone)? at|address(?: is| was|:)|home(?: is| was)? at|"
    r"resid(?:es?|ing) at|"
    r"(?:house|bungalow|flat|home|visit|pendant|ambulance|deliver\w*|sent|went|taken|call|called|"
    r"crew|found|fell|staying|moved|addressed|posted)(?: (?:him|her|me|us|it|them|round|back|"
    r"home|out))?"
    r" (?:at|to|from|is|was)|home address,?|number|at) "
    rf"(?P<address>{_LOW})\b",
    re.IGNORECASE,
)
# As the name of a file has it, without capital letters.
_FILED = re.compile(rf"(?<![^\W_])(?P<address>{_LOW})\b", re.IGNORECASE)
# "lives at 9 Westgate", "home is 12 Trem y Mor": the words before say that it is one.
_AT_HOME = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: alone| with \w+ \w+)? at|(?:home )?address(?: is| was|:)|"
    r"home is|resid(?:es?|ing) at)"
    rf" (?P<address>{_FLAT}(?:[Nn]o\.? |[Nn]umber )"
    rf"?\d{{1,4}}[A-Za-z]?,? (?:[{_CAPITAL}][\w'-]{{2,24}}|[Tt]he [{_CAPITAL}]\w+)"
    rf"(?: (?:y |yr |the )?[{_CAPITAL}][\w'-]{{2,24}}){{0,2}})"
)
# "The Old Rectory, Church Lane": a house with a name instead of a number.
# "called to 88 Kingsway", "found dead at 88 Broad Oak", "lives at Sunnybank, Mill Lane"
_WHERE_IT_HAPPENED = re.compile(
    r"\b(?i:ambulances?|crew|paramedics?|police|carers?|gp|visit(?:ed)?|found|died|collapsed|fell)"
    r"\b[^.;!?\n\d]{0,25}\b(?:at|to|from) (?P<address>\d{1,4}[A-Za-z]? "
    rf"(?!(?i:{list_pattern('not_a_house')})\b)[{_CAPITAL}][\w'-]{{3,24}}"
    rf"(?: (?!(?i:{list_pattern('not_a_house')})\b)[{_CAPITAL}][\w'-]{{2,24}}){{0,2}})"
    rf"(?! (?i:{list_pattern('not_a_house')})\b)"
    r"|\b(?:liv(?:e|es|ed|ing) at|[Aa]ddress(?: is| was|:)) (?P<house>"
    rf"(?:[{_CAPITAL}][\w'-]{{2,24}} ?){{1,3}}, (?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}"
    rf"{list_pattern('roads')})\b"
)
_NAMED_HOUSE = re.compile(
    rf"\b(?P<address>(?:The )?(?:[{_CAPITAL}][\w'-]{{2,24}} ){{1,2}}(?:Cottage|House|Farm|Lodge|"
    rf"Rectory|Vicarage|"
    rf"Bungalow|Barn|Mill|Manor|Forge|Schoolhouse|Croft|Villa|Gatehouse|Stables|Farmhouse|"
    rf"Orchard|View),? (?:(?:at|on|in|off) )?"
    rf"(?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}(?:Road|Street|Avenue|Lane|Close|Drive|Hill|Terrace|"
    rf"Way|Row|Green))\b"
)
# "Mill Street at number 22"
_NUMBER_LAST = re.compile(
    rf"\b(?P<address>(?:[{_CAPITAL}][\w'-]{{1,24}} ){{1,3}}{list_pattern('roads')},? (?:at )?"
    r"(?:[Nn]umber|[Nn]o\.?) \d{1,3}[A-Za-z]?)(?![\w.,]*\d)"
)
_PERSONAL = re.compile(rf"\b{list_pattern('private')}\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NOT_A_HOUSE = re.compile(
    r"\b(?:ward|room|bay|bed|level|floor|theatre|table|figure|fig|chapter|section|pages?|step|unit|"
    r"stage|phase|grade|band|day|aged?|top|all|since|module|lesson|part|case|study|type|group|team)"
    r"\s*\Z",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r",? (?:surger(?:y|ies)|hospitals?|clinics?|practices?|medical|health|(?:day )?centres?|"
    r"pharmac\w+|hospice|schools?|study|pilot|wards?|shops?|chemists?|branch\w*|stores?|banks?|"
    r"brands?|names?|report|project|residents were|houses|homes|properties|addresses)\b",
    re.IGNORECASE,
)


def find_addresses(
    reading: NormalisedText, allowed: ContactAllowList
) -> Iterator[IdentifierFinding]:
    """Yield the street addresses of a text that are not allowed, nor beside an allowed postcode."""
    public = [
        found.start()
        for found in postcodes.POSTCODE_PATTERN.finditer(reading.words)
        if allowed.postcode(found[0])
    ]
    for start, end in _spans(reading):
        beside = any(end <= place <= end + 80 for place in public)
        if not (
            beside
            or allowed.address(reading.words[start:end])
            or organisation_contacts.is_organisation_address(reading, start, end)
        ):
            yield reading.finding(IdentifierKind.ADDRESS, start, end)


def _spans(reading: NormalisedText) -> Iterator[tuple[int, int]]:
    days = {day.start for day in reading.dates}
    for found in _PRINTED.finditer(reading.words):
        if not (
            _YEAR.match(found[0])
            or found.start() in days
            or _NOT_A_HOUSE.search(reading.before(found.start(), 12))
            or _ORGANISATION.match(reading.after(found.end(), 20))
        ):
            yield found.span()
    for pattern in (_SPOKEN, _AT_HOME, _NUMBER_LAST, *([_FILED] if reading.is_name else [])):
        for found in pattern.finditer(reading.words):
            if not _YEAR.match(found["address"]):
                yield found.span("address")
    for found in _WHERE_IT_HAPPENED.finditer(reading.words):
        yield found.span("address" if found["address"] else "house")
    for found in _NAMED_HOUSE.finditer(reading.words):
        begin, finish = reading.sentences[reading.sentence_at(found.start())]
        sentence = reading.words[begin:finish]
        if _PERSONAL.search(sentence) or has_clinical_term(sentence):
            yield found.span("address")
