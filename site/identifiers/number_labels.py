"""Labels of numbers: the word before a number that states its kind."""

import re

from identifiers.word_lists import load_words

_WORD = re.compile(r"[^\W_]+")


def preceding_label(
    preceding_text: str, filler_list: str = "label_fillers", limit: int = 7
) -> list[str]:
    """Return up to three words before a number, in lower case, skipping filler words.

    Args:
        preceding_text: The text that ends where the number begins.
        filler_list: The name of the word list to skip; numbers are skipped as well.
        limit: The largest number of words to skip.
    """
    words = [word.lower() for word in _WORD.findall(preceding_text)]
    skipped = 0
    while (
        words
        and skipped < limit
        and (words[-1] in load_words(filler_list) or words[-1].isdecimal())
    ):
        words.pop()
        skipped += 1
    return words[-3:]


def has_label(label_words: list[str], labels: frozenset[str]) -> bool:
    """Return whether the last word of a label is among the given labels."""
    return bool(label_words) and label_words[-1] in labels
