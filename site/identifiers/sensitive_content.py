"""Sensitive content of a text, for which a content notice is required."""

import re

from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import load_pattern

SENSITIVE_CONTENT = {
    "suicide and self-harm": "sensitive_suicide",
    "sexual assault and abuse": "sensitive_sexual_violence",
    "the death of a baby or a child": "sensitive_baby_loss",
    "domestic abuse": "sensitive_domestic_abuse",
    "eating disorders": "sensitive_eating_disorders",
    "addiction": "sensitive_addiction",
    "restraint and detention": "sensitive_restraint",
    "death and dying": "sensitive_death",
}
"""The kinds of sensitive content, as shown to editors, and the word list of each."""

_PATTERNS = {
    kind: re.compile(rf"\b{load_pattern(list_name)}\b", re.IGNORECASE)
    for kind, list_name in SENSITIVE_CONTENT.items()
}


def find_sensitive_content(text: str) -> list[str]:
    """Return the kinds of sensitive content that a text mentions."""
    spaced_text = NormalisedText(text).spaced_text
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(spaced_text)]
