"""Character normalisation: one form of space, dash, quote and digit, and nothing invisible."""

import html
import re
import unicodedata
from functools import cache

# Runs of plain characters pass through whole; entities, %20 and other characters are mapped.
# Pasted markup is rendered as a browser would: a table cell separates text, a bold tag does not.
_CHUNK = re.compile(
    r"(?P<plain>[\x00-$'-;=-~]+)"
    r"|(?P<entity>&(?:#\d{2,6}|#[xX][\da-fA-F]{2,5}|[a-zA-Z]{2,8});|%20|%40)"
    r"|(?P<inline></?(?:b|i|u|em|strong|span|font|small|mark|sup|sub)(?: [^<>]{0,200})?>)"
    r"|(?P<cell></?(?:td|th|dt|dd)(?: [^<>]{0,200})?>)"
    r"|(?P<line></?(?:p|br|li|ul|ol|div|tr|table|tbody|h[1-6])(?: [^<>]{0,200})?/?>)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
_TAG_CHARACTERS = {"inline": "", "cell": "\t", "line": "\n"}
_PERCENT_ESCAPES = {"%20": " ", "%40": "@"}
_APOSTROPHES = frozenset("‘’‚‛ʼʹ′´`＇")
_QUOTES = frozenset("“”„‟«»″")
_OTHER_DASHES = frozenset("−⁃")
_MIDDLE_DOTS = frozenset("·∙⋅‧․")
_SUPERSCRIPT_PREFIXES = ("<super>", "<sub>", "<fraction>", "<circle>")
_COMBINING_CATEGORIES = frozenset({"Mn", "Me"})


def normalise_characters(source: str) -> tuple[str, list[int], list[int]]:
    """Return a normalised text, and the source start and end index of each of its characters."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(source):
        if chunk["plain"]:
            characters.extend(chunk["plain"])
            starts.extend(range(chunk.start(), chunk.end()))
            ends.extend(range(chunk.start() + 1, chunk.end() + 1))
        elif chunk.lastgroup in _TAG_CHARACTERS:
            character = _TAG_CHARACTERS[chunk.lastgroup]
            if character and characters[-1:] != [character]:
                characters.append(character)
                starts.append(chunk.start())
                ends.append(chunk.end())
        elif chunk["letter"] and unicodedata.category(chunk["letter"]) in _COMBINING_CATEGORIES:
            if characters:
                characters[-1] = _compose(characters[-1], chunk["letter"])
                ends[-1] = chunk.end()
        else:
            for character in _plain_characters(chunk[0]):
                characters.append(character)
                starts.append(chunk.start())
                ends.append(chunk.end())
    return "".join(characters), starts, ends


@cache
def _compose(character: str, mark: str) -> str:
    composed = unicodedata.normalize("NFC", character + mark)
    return composed if len(composed) == 1 else character


@cache
def _plain_characters(chunk: str) -> str:
    """Return the plain characters for one character or entity; "" for an invisible one."""
    if len(chunk) > 1:
        unescaped = _PERCENT_ESCAPES.get(chunk) or html.unescape(chunk)
        return (
            chunk
            if unescaped == chunk
            else "".join(_plain_characters(character) for character in unescaped)
        )
    category = unicodedata.category(chunk)
    if category in {"Cf", "Cs", "Cn", "Co"}:
        return ""
    if chunk.isascii():
        return chunk
    if category == "Pd" or chunk in _OTHER_DASHES:
        return "-"
    if chunk in _MIDDLE_DOTS:
        return "."
    if chunk in _APOSTROPHES:
        return "'"
    if chunk in _QUOTES:
        return '"'
    return _map_by_category(chunk, category)


def _map_by_category(character: str, category: str) -> str:
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    # A superscript digit is a footnote mark, not another digit of the number before it.
    if unicodedata.decomposition(character).startswith(_SUPERSCRIPT_PREFIXES):
        return "^"
    digit = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKC", character) if digit is None else str(digit)
