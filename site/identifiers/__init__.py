"""Recognisers of text that could identify a patient. Pure Python: imports no Django.

`find_identifiers` returns the identifiers in a text, `find_sensitive_content` the kinds of
sensitive content that require a content notice.
"""

from identifiers.allow_list import DEFAULT_ALLOW_LIST, ContactAllowList
from identifiers.finding import WARNING_KINDS, IdentifierFinding, IdentifierKind
from identifiers.scanner import find_identifiers
from identifiers.sensitive_content import find_sensitive_content

__all__ = [
    "DEFAULT_ALLOW_LIST",
    "WARNING_KINDS",
    "ContactAllowList",
    "IdentifierFinding",
    "IdentifierKind",
    "find_identifiers",
    "find_sensitive_content",
]
