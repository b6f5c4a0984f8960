"""Queries for misspelt words, and for words written apart or together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from modelsearch.query import Or, PlainText, SearchQuery
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_index.analysis import stem
from search_index.backend import folded_query
from search_index.models import VocabularyWord
from search_index.stored_words import StoredWords, get_stored_words

MIN_CORRECTED_LENGTH = 4
"""Shorter words are as similar to too many others."""
MAX_CORRECTED_WORDS = 5
"""How many words of a query are compared with the whole vocabulary."""
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
    vocabulary = get_stored_words()
    unknown = [
        word
        for word in _unknown(words, vocabulary)
        if MIN_CORRECTED_LENGTH <= len(word) <= VocabularyWord.MAX_LENGTH
    ]
    replacements = _replacements(unknown[:MAX_CORRECTED_WORDS], vocabulary)
    return " ".join(replacements.get(word, word) for word in words) if replacements else ""


def _unknown(words: Iterable[str], vocabulary: StoredWords) -> list[str]:
    """Return the distinct words of letters that are not in the vocabulary in any form."""
    return [
        word
        for word in dict.fromkeys(words)
        if word.isalpha()
        and word not in vocabulary.documents
        and {word, stem(word)}.isdisjoint(vocabulary.stems)
    ]


def _replacements(unknown: Iterable[str], vocabulary: StoredWords) -> dict[str, str]:
    """Return what to replace unknown words by."""
    replacements = {}
    for word in unknown:
        similar = _most_similar(word, vocabulary)
        if similar is not None and similar.distance <= 1:
            replacements[word] = similar.word
        elif apart := _split_word(word, vocabulary):
            replacements[word] = apart
        elif similar is not None:
            replacements[word] = similar.word
    return replacements


def _most_similar(word: str, vocabulary: StoredWords) -> _Candidate | None:
    distance = max_distance(len(word))
    lengths = range(len(word) - distance, len(word) + distance + 1)
    options: dict[str, Any] = {"scorer": OSA.distance, "score_cutoff": distance, "limit": None}
    matches = chain.from_iterable(
        process.extract(word, vocabulary.by_length.get(length, ()), **options) for length in lengths
    )
    candidates = (
        _Candidate(int(found), match[0] != word[0], vocabulary.documents[match], match)
        for match, found, _ in matches
    )
    return min(candidates, key=lambda candidate: candidate.sort_key, default=None)


def _split_word(word: str, vocabulary: StoredWords) -> str:
    """Return the two words of the vocabulary that are written together; empty if there are none."""
    documents = vocabulary.documents
    places = range(MIN_HALF_LENGTH, len(word) - MIN_HALF_LENGTH + 1)
    pairs = [(word[:at], word[at:]) for at in places]
    known = [pair for pair in pairs if documents.keys() >= set(pair)]
    return " ".join(max(known, key=lambda pair: min(map(documents.__getitem__, pair)), default=()))
