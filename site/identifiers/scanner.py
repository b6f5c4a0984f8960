"""The check of a text: every recogniser asked, and one finding for each place."""

from identifiers import (
    addresses,
    dates_of_birth,
    emails,
    jigsaw,
    nhs_numbers,
    postcodes,
    record_numbers,
    telephones,
    titled_names,
)
from identifiers.allow_list import DEFAULT_ALLOW_LIST, ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText

_FIRST = (
    IdentifierKind.EMAIL,
    IdentifierKind.NHS_NUMBER,
    IdentifierKind.RECORD_NUMBER,
    IdentifierKind.TELEPHONE,
    IdentifierKind.DATE_OF_BIRTH,
    IdentifierKind.POSTCODE,
    IdentifierKind.ADDRESS,
    IdentifierKind.NAMED_CLINICAL,
    IdentifierKind.JIGSAW,
)
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


def find_identifiers(
    text: str, allowed: ContactAllowList = DEFAULT_ALLOW_LIST
) -> list[IdentifierFinding]:
    """Return what in a text could identify somebody, in the order it stands there.

    Args:
        text: The text as it would be published, without markup.
        allowed: The contacts that identify nobody.
    """
    reading = NormalisedText(text)
    found = [
        *emails.find_emails(reading, allowed),
        *nhs_numbers.find_nhs_numbers(reading),
        *record_numbers.find_record_numbers(reading),
        *telephones.find_telephones(reading, allowed),
        *dates_of_birth.find_dates_of_birth(reading),
        *postcodes.find_postcodes(reading, allowed),
        *addresses.find_addresses(reading, allowed),
        *titled_names.find_named_patients(reading),
        *jigsaw.find_jigsaw_passages(reading),
    ]
    return _one_for_each_place(found)


def _one_for_each_place(found: list[IdentifierFinding]) -> list[IdentifierFinding]:
    """Keep the surest finding of each place; a jigsaw is as wide as its pieces, and stands."""
    kept: list[IdentifierFinding] = []
    taken: set[int] = set()
    for finding in sorted(found, key=lambda one: (_RANK[one.kind], one.start, -one.end)):
        place = range(finding.start, finding.end)
        if finding.kind is IdentifierKind.JIGSAW or taken.isdisjoint(place):
            kept.append(finding)
            taken.update(() if finding.kind is IdentifierKind.JIGSAW else place)
    return sorted(kept, key=lambda one: (one.start, one.end, one.kind))
