"""What the check finds, of which kinds, and what to do about each."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """What a finding is. The first seven stop a publication; the last two are for thought."""

    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    EMAIL = "email"
    RECORD_NUMBER = "record_number"
    ADDRESS = "address"
    NAMED_CLINICAL = "named_clinical"
    JIGSAW = "jigsaw"


WARNING_KINDS = frozenset({IdentifierKind.NAMED_CLINICAL, IdentifierKind.JIGSAW})

_IF_PUBLIC = (
    " If it is an organisation’s own and public, ask a reviewer to add it to the allowed contacts."
)

ADVICE = {
    IdentifierKind.NHS_NUMBER: (
        "Take the NHS number out. It leads to one person, even in an example."
    ),
    IdentifierKind.DATE_OF_BIRTH: "Take the date of birth out. An age, or a decade, says enough.",
    IdentifierKind.POSTCODE: "Take the postcode out, or keep the town alone." + _IF_PUBLIC,
    IdentifierKind.TELEPHONE: "Take the telephone number out." + _IF_PUBLIC,
    IdentifierKind.EMAIL: "Take the e-mail address out." + _IF_PUBLIC,
    IdentifierKind.RECORD_NUMBER: (
        "Take the record or insurance number out. It leads to one person’s notes."
    ),
    IdentifierKind.ADDRESS: "Take the street address out." + _IF_PUBLIC,
    IdentifierKind.NAMED_CLINICAL: (
        "Somebody is named beside something about their health. Is this person a patient, and did "
        "they agree? If not, leave the name out, or use another and say so."
    ),
    IdentifierKind.JIGSAW: (
        "A role, a small place and an exact day stand together. Somebody local may know who it is. "
        "Make one of them wider: a region, a month, “a colleague”."
    ),
}


@dataclass(frozen=True)
class IdentifierFinding:
    """A piece of a text that could identify somebody.

    Attributes:
        kind: What it is.
        text: The words exactly as they stand in the text.
        start: Where they begin.
        end: Where they end.
    """

    kind: IdentifierKind
    text: str
    start: int
    end: int

    @property
    def blocking(self) -> bool:
        """Tell whether it must be settled before publication, or is for thought."""
        return self.kind not in WARNING_KINDS

    @property
    def advice(self) -> str:
        """Return what to do, in plain words."""
        return ADVICE[self.kind]
