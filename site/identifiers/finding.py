"""The kinds of identifier, the finding of one in a text, and the advice for each kind."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """The kind of an identifier. The first seven block publication; the last two are warnings."""

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

_ALLOW_LIST_HINT = (
    " If it is an organisation’s own and public, ask a reviewer to add it to the allowed contacts."
)

ADVICE = {
    IdentifierKind.NHS_NUMBER: (
        "Take the NHS number out. It leads to one person, even in an example."
    ),
    IdentifierKind.DATE_OF_BIRTH: "Take the date of birth out. An age, or a decade, says enough.",
    IdentifierKind.POSTCODE: "Take the postcode out, or keep the town alone." + _ALLOW_LIST_HINT,
    IdentifierKind.TELEPHONE: "Take the telephone number out." + _ALLOW_LIST_HINT,
    IdentifierKind.EMAIL: "Take the e-mail address out." + _ALLOW_LIST_HINT,
    IdentifierKind.RECORD_NUMBER: (
        "Take the record or insurance number out. It leads to one person’s notes."
    ),
    IdentifierKind.ADDRESS: "Take the street address out." + _ALLOW_LIST_HINT,
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
    """A span of a text that could identify a person.

    Attributes:
        kind: The kind of identifier.
        text: The span, exactly as in the source text.
        start: Its first index in the source text.
        end: The index after its last character.
    """

    kind: IdentifierKind
    text: str
    start: int
    end: int

    @property
    def is_blocking(self) -> bool:
        """Whether the finding blocks publication; otherwise it is a warning."""
        return self.kind not in WARNING_KINDS

    @property
    def advice(self) -> str:
        """The advice to the author, in plain words."""
        return ADVICE[self.kind]
