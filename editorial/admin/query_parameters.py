"""Query parameters that no database row can match, or that no database can store."""

from django.http import QueryDict

MAX_ID = 2**63 - 1
"""The largest primary key: both databases store ids in 64 bits."""


def exceeds_max_id(value: str) -> bool:
    """Return whether a text is a number above every possible primary key."""
    return value.isdecimal() and (len(value) > len(str(MAX_ID)) or int(value) > MAX_ID)


def strip_nul(parameters: QueryDict) -> QueryDict:
    """Return query parameters without NUL characters, which PostgreSQL rejects."""
    clean = QueryDict(mutable=True)
    for name, values in parameters.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return clean
