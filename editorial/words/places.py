"""Places small enough that people know each other."""

import re

from editorial.words.lists import either, words

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAMED = rf"(?:[{_CAPITAL}][\w'-]+\.? ){{1,4}}"
_BY_SORT = re.compile(rf"\b{either('small_places')}\b", re.IGNORECASE)
_BY_NAME = re.compile(
    rf"\b{_NAMED}(?i:{either('sites')})\b"
    rf"|\b(?i:ward|bay) (?:[A-Z]?\d{{1,2}}[A-Z]?|[{_CAPITAL}][\w'-]{{2,20}})\b"
)
_PLACE = (
    rf"(?:the )?(?P<name>[{_CAPITAL}][\w'-]{{2,30}}"
    rf"(?:[ -](?:on|in|by|under|upon|next|le|de|the|[{_CAPITAL}][\w'-]+)){{0,4}})"
)
_SOMEWHERE = re.compile(rf"\b(?:in|near|outside|from) {_PLACE}")
_OF_SOMEWHERE = re.compile(rf"\b(?i:{either('village_jobs')}) (?:of|in|at|from|for) {_PLACE}")


def small_place(text: str) -> re.Match | None:
    """Return a place that is small by its sort: a village, a ward, a surgery, a school."""
    return _BY_NAME.search(text) or _BY_SORT.search(text)


def unknown_place(text: str) -> re.Match | None:
    """Return a place that is named and is not known to be large."""
    for pattern in (_SOMEWHERE, _OF_SOMEWHERE):
        for found in pattern.finditer(text):
            names = re.split(r"[ -]", found["name"].lower().replace("'s", ""))
            if not {names[0], names[-1]} & words("large_places") and not found["name"].isupper():
                return found
    return None
