"""Word lists in text files, one entry a line. An entry may use `?`, `(a|b)` and `\\w`."""

import re
from functools import cache
from pathlib import Path

_GROUP = re.compile(r"\((?!\?)")


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a word list, without comments."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def load_words(name: str) -> frozenset[str]:
    """Return all words of a word list that has several on a line."""
    return frozenset(word for line in load_lines(name) for word in line.split())


@cache
def load_pattern(name: str) -> str:
    """Return a regular expression that matches any one line of a word list."""
    return f"(?:{'|'.join(_GROUP.sub('(?:', line) for line in load_lines(name))})"
