"""The check of a text: every recogniser asked, and one finding for each place."""

from editorial.words import (
    addresses,
    births,
    emails,
    jigsaw,
    names,
    nhs_numbers,
    postcodes,
    records,
    telephones,
)
from editorial.words.allowed import BUILT_IN, AllowList
from editorial.words.finding import Finding, Kind
from editorial.words.reading import Reading

_FIRST = (
    Kind.EMAIL,
    Kind.NHS_NUMBER,
    Kind.RECORD_NUMBER,
    Kind.TELEPHONE,
    Kind.DATE_OF_BIRTH,
    Kind.POSTCODE,
    Kind.ADDRESS,
    Kind.NAMED_CLINICAL,
    Kind.JIGSAW,
)
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


def check(text: str, allowed: AllowList = BUILT_IN) -> list[Finding]:
    """Return what in a text could identify somebody, in the order it stands there.

    Args:
        text: The text as it would be published, without markup.
        allowed: The contacts that identify nobody.
    """
    reading = Reading(text)
    found = [
        *emails.find(reading, allowed),
        *nhs_numbers.find(reading),
        *records.find(reading),
        *telephones.find(reading, allowed),
        *births.find(reading),
        *postcodes.find(reading, allowed),
        *addresses.find(reading, allowed),
        *names.find(reading),
        *jigsaw.find(reading),
    ]
    return _one_for_each_place(found)


def _one_for_each_place(found: list[Finding]) -> list[Finding]:
    """Keep the surest finding of each place; a jigsaw is as wide as its pieces, and stands."""
    kept: list[Finding] = []
    taken: set[int] = set()
    for finding in sorted(found, key=lambda one: (_RANK[one.kind], one.start, -one.end)):
        place = range(finding.start, finding.end)
        if finding.kind is Kind.JIGSAW or taken.isdisjoint(place):
            kept.append(finding)
            taken.update(() if finding.kind is Kind.JIGSAW else place)
    return sorted(kept, key=lambda one: (one.start, one.end, one.kind))
