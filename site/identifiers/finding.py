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

LABELS = {
    IdentifierKind.NHS_NUMBER: "NHS number",
    IdentifierKind.DATE_OF_BIRTH: "Date of birth",
    IdentifierKind.POSTCODE: "Postcode",
    IdentifierKind.TELEPHONE: "Telephone number",
    IdentifierKind.EMAIL: "Email address",
    IdentifierKind.RECORD_NUMBER: "Record or insurance number",
    IdentifierKind.ADDRESS: "Street address",
    IdentifierKind.NAMED_CLINICAL: "Name beside something about health",
    IdentifierKind.JIGSAW: "Details that could identify a person together",
}

_ALLOW_LIST_HINT = (
    " If it is an organisation’s public contact, ask a reviewer to add it to the allowed contacts."
)

ADVICE = {
    IdentifierKind.NHS_NUMBER: (
        "Remove the NHS number. It identifies one person. If it is invented, ask a colleague to "
        "allow it under “Before publication”."
    ),
    IdentifierKind.DATE_OF_BIRTH: "Remove the date of birth. Give an age or a decade instead.",
    IdentifierKind.POSTCODE: "Remove the postcode, or give only the town." + _ALLOW_LIST_HINT,
    IdentifierKind.TELEPHONE: "Remove the telephone number." + _ALLOW_LIST_HINT,
    IdentifierKind.EMAIL: "Remove the email address." + _ALLOW_LIST_HINT,
    IdentifierKind.RECORD_NUMBER: (
        "Remove the record or insurance number. It identifies one person."
    ),
    IdentifierKind.ADDRESS: "Remove the street address." + _ALLOW_LIST_HINT,
    IdentifierKind.NAMED_CLINICAL: (
        "A person is named beside something about their health. Check that the person agreed. "
        "If not, remove the name, or use a different name and say that you changed it."
    ),
    IdentifierKind.JIGSAW: (
        "A role, a small place and an exact date together could identify a person. Make one of "
        "them less exact, for example a region, a month or “a colleague”."
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


def describe_location(text: str) -> str:
    """Return a stored location of a finding in words.

    Args:
        text: The kind and the label of the place, such as ``nhs_number: Summary``; a text without a
            kind, such as a kind of sensitive content, is returned as it is.

    Returns:
        For example “NHS number in the summary” or “Postcode in picture 2, caption”.
    """
    kind, separator, place = text.partition(": ")
    if not separator or kind not in set(IdentifierKind):
        return text
    # “The summary”, but “picture 2”.
    article = "" if any(character.isdigit() for character in place) else "the "
    return f"{LABELS[IdentifierKind(kind)]} in {article}{place[:1].lower()}{place[1:]}"
