"""Numbers that no row can have."""

MAX_ID = 2**63 - 1
"""The databases keep ids in 64 bits."""


def exceeds_max_id(value: str) -> bool:
    """Return whether a text is a number that no row can have."""
    return value.isdecimal() and (len(value) > len(str(MAX_ID)) or int(value) > MAX_ID)
