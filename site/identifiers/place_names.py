"""Names of places small enough for their people to know each other."""

import re
from collections.abc import Iterable

from identifiers.word_lists import load_pattern, load_words

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAME_PREFIX = rf"(?:[{_CAPITAL}][\w'-]+\.? ){{1,4}}"
_SMALL_PLACE_TYPE = re.compile(rf"\b{load_pattern('small_place_types')}\b", re.IGNORECASE)
_NAMED_SITE = re.compile(
    rf"\b{_NAME_PREFIX}(?i:{load_pattern('site_types')})\b"
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
_JOB = load_pattern("village_occupations")
_LOCATION = re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ff]rom) {_PLACE}")
_ROLE_LOCATION = re.compile(rf"\b(?i:{_JOB}) (?:of|in|at|from|for) {_PLACE}")
# "the publican's wife at Tolquhan", "the Penwhallow butcher", "Cropwell's only policeman".
_RESIDENT_PATTERNS = (
    re.compile(
        r"\b(?:At|(?i:everyone|everybody|nobody|the whole|half|people|folk) (?:on|in|at|of)) "
        rf"{_PLACE}"
        r"(?= on\b|,| knows?\b| knew\b| still\b)"
    ),
    re.compile(
        rf"\b(?i:{_JOB}|{load_pattern('kinship_terms')})(?:s|,)?"
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
_FILE_NAME_PLACE = re.compile(
    rf"(?<![^ ])(?P<name>[{_CAPITAL}][a-z]{{2,30}}(?: (?:on|in|by|under|upon)"
    rf"? ?[{_CAPITAL}][a-z]+){{0,3}})"
)
_LOWERCASE_WORD = re.compile(
    rf"\b(?!{_JOB}\b|{load_pattern('incident_terms')}\b)[a-z]{{4,30}}\b(?!\Z)"
)


def search_small_place(text: str) -> re.Match | None:
    """Return the first place of a small type: a village, a ward, a surgery, a school."""
    return _NAMED_SITE.search(text) or _SMALL_PLACE_TYPE.search(text)


def search_unknown_place(text: str) -> re.Match | None:
    """Return the first named place that is not listed as large."""
    return _search_unlisted(text, (_LOCATION, _ROLE_LOCATION))


def search_place_of_role(text: str) -> re.Match | None:
    """Return the first place not listed as large that qualifies a person's role."""
    return _search_unlisted(text, _RESIDENT_PATTERNS)


def search_place_in_file_name(text: str) -> re.Match | None:
    """Return the first place in a file name, where prepositions are left out."""
    return _search_unlisted(text, (_FILE_NAME_PLACE,)) or next(
        (
            match
            for match in _LOWERCASE_WORD.finditer(text)
            if match[0] not in load_words("file_name_words") and is_not_large_place(match[0])
        ),
        None,
    )


def _search_unlisted(text: str, patterns: Iterable[re.Pattern]) -> re.Match | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = match["name"]
            if is_not_large_place(name) and (not name.endswith("'s") or name.startswith("St ")):
                return match
    return None


def is_not_large_place(name: str) -> bool:
    """Return whether a name is neither a listed large place nor an organisation."""
    names = re.split(r"[ -]", name.lower().replace("'s", ""))
    large_places = load_words("large_places")
    if len(names) > 1 and names[0] in load_words("small_place_prefixes"):
        return names[-1] not in load_words("site_names")
    if name.isupper() or names[-1] in large_places or names[-1] in load_words("site_names"):
        return False
    return names[0] not in large_places or (
        names[0] in load_words("place_prefixes") and len(names) > 1
    )
