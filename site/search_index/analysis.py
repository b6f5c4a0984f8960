"""The words of a text, as the search index and queries hold them.

Texts and queries are analysed here rather than by the database, so that SQLite and PostgreSQL
match the same words: without case, accents and apostrophes, and reduced to their English stem.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

MAX_WORD_LENGTH = 100
STOP_WORDS = frozenset(
    [
        *("a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can"),
        *("could", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if"),
        *("in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "should", "so"),
        *("that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to"),
        *("us", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose"),
        *("why", "will", "with", "would", "you", "your"),
    ]
)
"""Words that a query ignores, unless it has no others."""
MIN_PART_LENGTH = 3
"""The shortest part after or before an apostrophe that is a word of its own, as in O'Connor."""
APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u00b4`\uff07"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ß": "ss",
}  # fmt: skip
"""Letters without a decomposition in Unicode, and how they are written without accents."""
_LETTERS = str.maketrans(LETTERS)
# A compound joins words by hyphens or apostrophes.
_COMPOUND = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}\-\u2010\u2011][^\W_]+)*")
_HYPHEN = re.compile(r"[\-\u2010\u2011]")
_stemmer = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Return a text in lower case, without accents and apostrophes.

    Args:
        text: A text. Letters of other scripts stay, without marks.
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text).casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the English stem of a folded word; words of other scripts have none."""
    return _stemmer.stemWord(word) if word.isascii() else word


def query_words(text: str) -> list[str]:
    """Return the folded words of a query, without stop words if there are others."""
    compounds = (fold(match[0]) for match in _COMPOUND.finditer(unicodedata.normalize("NFC", text)))
    words = [part[:MAX_WORD_LENGTH] for compound in compounds for part in _words(compound)]
    return [word for word in words if word not in STOP_WORDS] or words


def surface_words(text: str) -> Iterator[str]:
    """Yield the folded words of a text.

    A compound yields its parts and their combination: “decision-making” the words “decision”,
    “making” and “decisionmaking”, “O'Connor” the words “oconnor” and “connor”.
    """
    for match in _COMPOUND.finditer(unicodedata.normalize("NFC", text)):
        compound = match[0]
        parts = [word for part in _HYPHEN.split(compound) for word in _words(fold(part))]
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)
        for part in _APOSTROPHE.split(compound)[1:] if _APOSTROPHE.search(compound) else ():
            if len(part) >= MIN_PART_LENGTH:
                yield from _words(fold(part))


def _words(folded: str) -> list[str]:
    """Return the parts of a folded text that have letters and digits only."""
    return re.findall(r"[^\W_]+", folded)


def index_text(text: str, *, stemmed: bool) -> str:
    """Return the text that the index of a database holds for a text.

    Args:
        text: The text of a field.
        stemmed: Whether words are reduced to their stem. The autocompletion index holds whole
            words, since it matches their beginnings.
    """
    words = (word[:MAX_WORD_LENGTH] for word in surface_words(text))
    return " ".join(map(stem, words) if stemmed else words)
