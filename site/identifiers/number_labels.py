"""The word that says what a number is: an order, a telephone, a patient."""

import re

from identifiers.word_lists import list_words

_WORD = re.compile(r"[^\W_]+")


def preceding_label(before: str, fillers: str = "fillers", most: int = 7) -> list[str]:
    """Return the last words before a number that are not filling, up to three, in lower case.

    Args:
        before: The text that ends where the number begins.
        fillers: The list of words to look past; figures are looked past as well.
        most: How many of them to look past.
    """
    found = [word.lower() for word in _WORD.findall(before)]
    passed = 0
    while found and passed < most and (found[-1] in list_words(fillers) or found[-1].isdecimal()):
        found.pop()
        passed += 1
    return found[-3:]


def has_label(label: list[str], labels: frozenset[str]) -> bool:
    """Tell whether the last word of a label is one of some words."""
    return bool(label) and label[-1] in labels
