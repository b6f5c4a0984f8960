"""Letters as they are meant: one sort of space, dash, quote and digit, and nothing invisible."""

import html
import re
import unicodedata
from functools import cache

# Runs of plain letters are passed on whole; an entity, a %20 or any other letter is looked at.
# Markup that was pasted as words is read as its reader would: a cell ends, a bold word does not.
_PIECE = re.compile(
    r"(?P<plain>[\x00-$'-;=-~]+)"
    r"|(?P<entity>&(?:#\d{2,6}|#[xX][\da-fA-F]{2,5}|[a-zA-Z]{2,8});|%20|%40)"
    r"|(?P<inline></?(?:b|i|u|em|strong|span|font|small|mark|sup|sub)(?: [^<>]{0,200})?>)"
    r"|(?P<cell></?(?:td|th|dt|dd)(?: [^<>]{0,200})?>)"
    r"|(?P<line></?(?:p|br|li|ul|ol|div|tr|table|tbody|h[1-6])(?: [^<>]{0,200})?/?>)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
_TAGS = {"inline": "", "cell": "\t", "line": "\n"}
_ESCAPED = {"%20": " ", "%40": "@"}
_APOSTROPHES = frozenset("‘’‚‛ʼʹ′´`＇")
_QUOTES = frozenset("“”„‟«»″")
_OTHER_DASHES = frozenset("−⁃")
_MIDDLE_DOTS = frozenset("·∙⋅‧․")
_RAISED = ("<super>", "<sub>", "<fraction>", "<circle>")
_MARKS = frozenset({"Mn", "Me"})


def normalise_characters(source: str) -> tuple[str, list[int], list[int]]:
    """Return a text in plain letters, and for each letter where it began and ended before."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(source):
        if piece["plain"]:
            letters.extend(piece["plain"])
            starts.extend(range(piece.start(), piece.end()))
            ends.extend(range(piece.start() + 1, piece.end() + 1))
        elif piece.lastgroup in _TAGS:
            letter = _TAGS[piece.lastgroup]
            if letter and letters[-1:] != [letter]:
                letters.append(letter)
                starts.append(piece.start())
                ends.append(piece.end())
        elif piece["letter"] and unicodedata.category(piece["letter"]) in _MARKS:
            if letters:
                letters[-1] = _with_mark(letters[-1], piece["letter"])
                ends[-1] = piece.end()
        else:
            for letter in _meant(piece[0]):
                letters.append(letter)
                starts.append(piece.start())
                ends.append(piece.end())
    return "".join(letters), starts, ends


@cache
def _with_mark(letter: str, mark: str) -> str:
    joined = unicodedata.normalize("NFC", letter + mark)
    return joined if len(joined) == 1 else letter


@cache
def _meant(piece: str) -> str:
    """Return the plain letters for one letter, or for one entity; none for an invisible one."""
    if len(piece) > 1:
        written = _ESCAPED.get(piece) or html.unescape(piece)
        return piece if written == piece else "".join(_meant(letter) for letter in written)
    category = unicodedata.category(piece)
    if category in {"Cf", "Cs", "Cn", "Co"}:
        return ""
    if piece.isascii():
        return piece
    if category == "Pd" or piece in _OTHER_DASHES:
        return "-"
    if piece in _MIDDLE_DOTS:
        return "."
    if piece in _APOSTROPHES:
        return "'"
    if piece in _QUOTES:
        return '"'
    return _spelled(piece, category)


def _spelled(letter: str, category: str) -> str:
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    # A raised figure is a note's mark, not one more digit of the number before it.
    if unicodedata.decomposition(letter).startswith(_RAISED):
        return "^"
    digit = unicodedata.decimal(letter, None)
    return unicodedata.normalize("NFKC", letter) if digit is None else str(digit)
