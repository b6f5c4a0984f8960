"""The scanner: runs every recogniser over a text and resolves overlapping findings."""

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
    untitled_names,
)
from identifiers.allow_list import DEFAULT_ALLOW_LIST, ContactAllowList
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText

_PRIORITY = (
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
_RANK = {kind: rank for rank, kind in enumerate(_PRIORITY)}


def find_identifiers(
    text: str | NormalisedText, allow_list: ContactAllowList = DEFAULT_ALLOW_LIST
) -> list[IdentifierFinding]:
    """Return the identifiers in a text, ordered by position.

    Args:
        text: The text as it would be published, without markup; normalised before by callers that
            use what is computed from it again.
        allow_list: The public contacts that are not reported.
    """
    normalised = text if isinstance(text, NormalisedText) else NormalisedText(text)
    findings = [
        *emails.find_emails(normalised, allow_list),
        *nhs_numbers.find_nhs_numbers(normalised),
        *record_numbers.find_record_numbers(normalised),
        *telephones.find_telephones(normalised, allow_list),
        *dates_of_birth.find_dates_of_birth(normalised),
        *postcodes.find_postcodes(normalised, allow_list),
        *addresses.find_addresses(normalised, allow_list),
        *titled_names.find_named_patients(normalised),
        *untitled_names.find_named_patients(normalised),
        *jigsaw.find_jigsaw_passages(normalised),
    ]
    return _resolve_overlaps(findings)


def _resolve_overlaps(findings: list[IdentifierFinding]) -> list[IdentifierFinding]:
    """Drop findings that overlap one of higher priority; jigsaw passages may overlap anything."""
    accepted: list[IdentifierFinding] = []
    covered: set[int] = set()
    for finding in sorted(
        findings, key=lambda finding: (_RANK[finding.kind], finding.start, -finding.end)
    ):
        span = range(finding.start, finding.end)
        if finding.kind is IdentifierKind.JIGSAW or covered.isdisjoint(span):
            accepted.append(finding)
            covered.update(() if finding.kind is IdentifierKind.JIGSAW else span)
    return sorted(accepted, key=lambda finding: (finding.start, finding.end, finding.kind))
