"""Numbers that no row can have."""

BIGGEST = 2**63 - 1
"""The databases keep ids in 64 bits."""


def is_too_big(value: str) -> bool:
    """Return whether a text is a number that no row can have."""
    return value.isdecimal() and (len(value) > len(str(BIGGEST)) or int(value) > BIGGEST)
