"""Queries for misspelt words, and for words written apart or together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from modelsearch.query import Or, PlainText, SearchQuery
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_index.analysis import stem
from search_index.backend import folded_query
from search_index.models import VocabularyWord

MIN_CORRECTED_LENGTH = 4
"""Shorter words are as similar to too many others."""
MAX_COMPOUND_WORDS = 6
"""In longer queries no words are joined."""
MIN_HALF_LENGTH = 3
"""The shortest half of a word that is taken apart."""


def max_distance(length: int) -> int:
    """Return how many letters of a word of some length may be wrong."""
    return 1 if length < 7 else 2 if length < 12 else 3


def compound_query(text: str) -> SearchQuery:
    """Return a query for all words of a text, or for them with two neighbours joined.

    “hand washing” finds “handwashing” too.
    """
    words = folded_query(text).split()
    if not 1 < len(words) <= MAX_COMPOUND_WORDS:
        return PlainText(text)
    joined = (
        " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
        for at in range(len(words) - 1)
    )
    return Or([PlainText(" ".join(words)), *map(PlainText, joined)])


@dataclass(frozen=True)
class _Candidate:
    """A word of the vocabulary in place of a misspelt one; the best sorts first."""

    distance: int
    other_first_letter: bool
    documents: int
    word: str

    @property
    def sort_key(self) -> tuple:
        return (self.distance, self.other_first_letter, -self.documents, self.word)


def correct(text: str) -> str:
    """Return a query with unknown words replaced by similar words of the vocabulary.

    Args:
        text: The query as submitted.

    Returns:
        The corrected query, folded; empty if no word is unknown or none has a similar one.
    """
    words = folded_query(text).split()
    unknown = [word for word in _unknown(words) if len(word) >= MIN_CORRECTED_LENGTH]
    if not unknown:
        return ""
    replacements = _replacements(unknown)
    return " ".join(replacements.get(word, word) for word in words) if replacements else ""


def _unknown(words: Iterable[str]) -> list[str]:
    """Return the words of letters that are not in the vocabulary in any form."""
    stems = {word: stem(word) for word in words if word.isalpha()}
    rows = VocabularyWord.objects.filter(Q(word__in=stems) | Q(stem__in=set(stems.values())))
    known = {part for row in rows.values_list("word", "stem") for part in row}
    return [word for word, word_stem in stems.items() if not {word, word_stem} & known]


def _replacements(unknown: list[str]) -> dict[str, str]:
    """Return what to replace unknown words by, in three queries for any number of words."""
    lengths = {
        len(word) + change
        for word in unknown
        for change in range(-max_distance(len(word)), max_distance(len(word)) + 1)
    }
    rows = VocabularyWord.objects.filter(length__in=lengths)
    documents = dict(rows.values_list("word", "documents"))
    split = _split_words(unknown)
    replacements = {}
    for word in unknown:
        similar = _most_similar(word, documents)
        if word in split and (similar is None or similar.distance > 1):
            replacements[word] = split[word]
        elif similar is not None:
            replacements[word] = similar.word
    return replacements


def _most_similar(word: str, documents: dict[str, int]) -> _Candidate | None:
    options: dict[str, Any] = {
        "scorer": OSA.distance,
        "score_cutoff": max_distance(len(word)),
        "limit": None,
    }
    matches = process.extract(word, list(documents), **options)
    candidates = (
        _Candidate(int(distance), match[0] != word[0], documents[match], match)
        for match, distance, _ in matches
    )
    return min(candidates, key=lambda candidate: candidate.sort_key, default=None)


def _split_words(unknown: list[str]) -> dict[str, str]:
    """Return words that are two words of the vocabulary written together, taken apart."""
    halves = {
        word: [
            (word[:at], word[at:]) for at in range(MIN_HALF_LENGTH, len(word) - MIN_HALF_LENGTH + 1)
        ]
        for word in unknown
    }
    asked = {half for pairs in halves.values() for pair in pairs for half in pair}
    rows = VocabularyWord.objects.filter(word__in=asked).values_list("word", "documents")
    documents = dict(rows)
    split = {}
    for word, pairs in halves.items():
        known = [pair for pair in pairs if documents.keys() >= set(pair)]
        if known:
            split[word] = " ".join(
                max(known, key=lambda pair: min(documents[half] for half in pair))
            )
    return split
