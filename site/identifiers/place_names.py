"""Places small enough that people know each other."""

import re
from collections.abc import Iterable

from identifiers.word_lists import list_pattern, list_words

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAMED = rf"(?:[{_CAPITAL}][\w'-]+\.? ){{1,4}}"
_BY_SORT = re.compile(rf"\b{list_pattern('small_places')}\b", re.IGNORECASE)
_BY_NAME = re.compile(
    rf"\b{_NAMED}(?i:{list_pattern('sites')})\b"
    rf"|\b(?i:ward|bay) (?:[A-Z]?\d{{1,2}}[A-Z]?|[{_CAPITAL}][\w'-]{{2,20}})\b"
)
_PLACE = (
    r"(?:the )?(?:(?:village|hamlet|parish|town|island|isle|pub|shop|school|farm|church|chapel|"
    r"harbour)"
    r" (?:of|in|at|on) )?"
    rf"(?P<name>[{_CAPITAL}][\w'-]{{2,30}}"
    rf"(?:[ -](?:(?:on|in|by|under|upon|next|le|de|the|y|sub|with|juxta)[ -])"
    rf"{{0,2}}[{_CAPITAL}][\w'-]+){{0,4}})"
)
_JOB = list_pattern("village_jobs")
_SOMEWHERE = re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ff]rom) {_PLACE}")
_OF_SOMEWHERE = re.compile(rf"\b(?i:{_JOB}) (?:of|in|at|from|for) {_PLACE}")
# "the publican's wife at Tolquhan", "the Penwhallow butcher", "Cropwell's only policeman".
_LIVES_THERE = (
    re.compile(
        r"\b(?:At|(?i:everyone|everybody|nobody|the whole|half|people|folk) (?:on|in|at|of)) "
        rf"{_PLACE}"
        r"(?= on\b|,| knows?\b| knew\b| still\b)"
    ),
    re.compile(
        rf"\b(?i:{_JOB}|{list_pattern('kin')})(?:s|,)?"
        rf" (?:of|in|at|from|for|on|near|by|to|off|out of) {_PLACE}"
    ),
    re.compile(
        rf"\b(?i:the|a|an|our|their|that|this)"
        rf" (?P<name>[{_CAPITAL}][\w'-]{{2,30}}(?: [{_CAPITAL}][\w'-]+){{0,2}})"
        rf" (?:[a-z-]+ ){{0,2}}(?i:{_JOB})s?\b"
    ),
    re.compile(
        rf"\b(?P<name>[{_CAPITAL}][\w-]{{2,30}}(?:[ -](?:on|in|by|under|upon|[{_CAPITAL}][\w-]+))"
        rf"{{0,3}})'s?"
        rf" (?:[a-z-]+ ){{0,3}}(?i:{_JOB})\b"
    ),
)
_IN_A_NAME = re.compile(
    rf"(?<![^ ])(?P<name>[{_CAPITAL}][a-z]{{2,30}}(?: (?:on|in|by|under|upon)"
    rf"? ?[{_CAPITAL}][a-z]+){{0,3}})"
)
_LOW_WORDS = re.compile(rf"\b(?!{_JOB}\b|{list_pattern('incidents')}\b)[a-z]{{4,30}}\b(?!\Z)")


def search_small_place(text: str) -> re.Match | None:
    """Return a place that is small by its sort: a village, a ward, a surgery, a school."""
    return _BY_NAME.search(text) or _BY_SORT.search(text)


def search_unknown_place(text: str) -> re.Match | None:
    """Return a place that is named and is not known to be large."""
    return _unknown(text, (_SOMEWHERE, _OF_SOMEWHERE))


def search_place_of_role(text: str) -> re.Match | None:
    """Return a place that is not known to be large and that somebody's role belongs to."""
    return _unknown(text, _LIVES_THERE)


def search_place_in_file_name(text: str) -> re.Match | None:
    """Return a place that the name of a file has, where little words are left out."""
    return _unknown(text, (_IN_A_NAME,)) or next(
        (
            found
            for found in _LOW_WORDS.finditer(text)
            if found[0] not in list_words("words_of_files") and is_not_large_place(found[0])
        ),
        None,
    )


def _unknown(text: str, patterns: Iterable[re.Pattern]) -> re.Match | None:
    for pattern in patterns:
        for found in pattern.finditer(text):
            name = found["name"]
            if is_not_large_place(name) and (not name.endswith("'s") or name.startswith("St ")):
                return found
    return None


def is_not_large_place(name: str) -> bool:
    """Tell whether a name is not that of a large place, nor of an organisation."""
    names = re.split(r"[ -]", name.lower().replace("'s", ""))
    large = list_words("large_places")
    if len(names) > 1 and names[0] in list_words("begins_a_small_place"):
        return names[-1] not in list_words("names_of_sites")
    if name.isupper() or names[-1] in large or names[-1] in list_words("names_of_sites"):
        return False
    return names[0] not in large or (names[0] in list_words("begins_a_place") and len(names) > 1)
