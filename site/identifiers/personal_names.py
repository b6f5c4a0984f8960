"""Personal names: their parts in a text, and the lists of given names and surnames."""

import re
import unicodedata

from identifiers.word_lists import load_words

_PARTICLE = (
    r"(?:van der|van den|van de|van|von|de la|de los|de|del|della|di|da|dos|du|des|le|la|bin|ibn|"
    r"binti|bint|al|el|ap|ab|ferch|ter|ten|st\.?|o|ní|ni|nic|ó|ua|mac|mc|abu|ben|y|e)"
)
# Any capital letter with any accent: a letter that is neither lower case nor a digit.
CAPITAL = r"(?:(?![a-zß-öø-ÿ_\d])[^\W\d_])"
PART = rf"(?:(?:(?:al|el|ap|d|l|o|h|n|t|bh|m)[-']?)?{CAPITAL}[\w'-]{{1,30}})"
PARTICLES = rf"(?:(?i:{_PARTICLE}) ){{0,2}}"
_NAME_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans("łøđı", "lodi")


def fold(name: str) -> str:
    """Return a name in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    letters = (character for character in decomposed if not unicodedata.combining(character))
    return "".join(letters).translate(_LETTERS_WITHOUT_DECOMPOSITION)


def strip_possessive(name: str) -> str:
    """Return a name without a possessive ending."""
    return name.removesuffix("'s").removesuffix("'S").removesuffix("'").rstrip("-")


def is_given_name(word: str) -> bool:
    """Return whether a word, or a part of one with hyphens, is a known given name."""
    return any(part in load_words("given_names") for part in _NAME_WORD.findall(fold(word)))


def is_ambiguous_given_name(word: str) -> bool:
    """Return whether a given name is also a common word, a month or a place."""
    return fold(word) in load_words("ambiguous_given_names")


def is_surname(word: str) -> bool:
    """Return whether a word, or a part of one with hyphens, is a known surname."""
    return any(part in load_words("surnames") for part in _NAME_WORD.findall(fold(word)))
