"""Lists of words, one a line, that people can read and mend. A line may use `?`, `(a|b)`, `\\w`."""

import re
from functools import cache
from pathlib import Path

_GROUP = re.compile(r"\((?!\?)")


@cache
def list_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without remarks."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in found if line)


@cache
def list_words(name: str) -> frozenset[str]:
    """Return the words of a list whose lines hold many."""
    return frozenset(word for line in list_lines(name) for word in line.split())


@cache
def list_pattern(name: str) -> str:
    """Return a list as a pattern that any one of its lines fits."""
    return f"(?:{'|'.join(_GROUP.sub('(?:', line) for line in list_lines(name))})"
