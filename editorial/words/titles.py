"""Names with a title: Mrs Ó Súilleabháin, Mr van der Berg, Sister Mary Ignatius."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editorial.words.lists import words

_LAY = r"mr|mrs|ms|miss|mx|master|baby|mister|messrs"
_HONOURED = (
    r"sir|dame|lord|lady|rev|revd|reverend|fr|father|canon|rabbi|imam|bishop|pastor|sr|captain|"
    r"major|"
    r"colonel|commander|sergeant|sgt|madam|madame"
)
_AT_WORK = (
    rf"dr|doctor|prof|professor|sister|nurse|midwife|matron|cllr|councillor|pc|inspector|baroness|"
    rf"{_HONOURED}"
)
_PARTICLE = (
    r"(?:van der|van den|van de|van|von|de la|de los|de|del|della|di|da|dos|du|des|le|la|bin|ibn|"
    r"binti|bint|al|el|ap|ab|ferch|ter|ten|st\.?|o|ní|ni|nic|ó|ua|mac|mc|abu|ben|y|e)"
)
# Every capital letter, whatever its accent, is what is a letter and neither small nor a figure.
_CAPITAL = r"(?:(?![a-zß-öø-ÿ_\d])[^\W\d_])"
_PART = rf"(?:(?:(?:al|el|ap|d|l|o|h|n|t|bh|m)[-']?)?{_CAPITAL}[\w'-]{{1,30}})"
_PARTICLES = rf"(?:(?i:{_PARTICLE}) ){{0,2}}"
_NAME = (
    rf"(?:(?:{_CAPITAL}\. ?|{_CAPITAL} ){{0,2}}{_PARTICLES}{_PART}(?: {_PARTICLES}{_PART}){{0,3}})"
)
_TITLED = re.compile(
    rf"(?<![\w-])(?<!\w')(?P<title>(?i:{_LAY}|{_AT_WORK})\b\.?) {{1,2}}(?P<name>{_NAME})"
    r"|(?<![\w'-])(?P<low>mrs|mr|mx|(?:miss|ms|dr)(?= [a-z]\S+ (?:was|had|has|died|is|fell|who)\b))"
    r" (?P<lowname>[a-z][\w'-]{2,20})"
)
# The names of files have small letters only: ms okeke chemo chart.
_TITLED_IN_A_FILE = re.compile(
    r"(?<![\w'-])(?P<title>)(?P<name>)(?P<low>mrs|mr|mx|miss|ms)"
    r" (?P<lowname>[a-z][\w']{2,20})"
)
_LATER_WORDS = re.compile(r"(?<= )[\w'-]+")
_IS_LAY = re.compile(rf"(?:{_LAY})\.?", re.IGNORECASE)
_IS_HONOURED = re.compile(rf"(?:{_HONOURED})\.?", re.IGNORECASE)
# After these stands a surname, be it Hall, Day or Ward.
_SURNAME_FOLLOWS = re.compile(r"(?:mr|mrs|ms|mx|mister)\.?", re.IGNORECASE)
# Common words as well, when they are written small.
_WORDS_TOO = frozenset({"master", "doctor", "father", "miss", "major", "lady", "captain", "matron"})


@dataclass(frozen=True)
class TitledName:
    """A name with its title.

    Attributes:
        start: Where the title begins.
        end: Where the name ends.
        lay: Whether the title says nothing of somebody's work.
        honoured: Whether it is of a church, an army or a king, and of no work with the sick.
    """

    start: int
    end: int
    lay: bool
    honoured: bool


def titled_names(text: str, is_name: bool = False) -> Iterator[TitledName]:
    """Yield the names with a title. A single letter, as in “Mrs B”, is no name.

    Args:
        text: The text.
        is_name: Whether it is the name of a file, its words parted by spaces.
    """
    small = is_name and text.islower()
    for found in (_TITLED_IN_A_FILE if small else _TITLED).finditer(text):
        written = _bare(_without_what_follows(found))
        if _is_name(found, written):
            lay = bool(found["low"] or _IS_LAY.fullmatch(found["title"]))
            honoured = not lay and bool(_IS_HONOURED.fullmatch(found["title"]))
            yield TitledName(found.start(), found.start() + len(written), lay, honoured)


def _without_what_follows(found: re.Match) -> str:
    """Return the match up to the first word that is no name, as in MRS BELL WAS GIVEN."""
    name = found["name"] or found["lowname"]
    place = len(found[0]) - len(name)
    for word in _LATER_WORDS.finditer(name):
        if word[0].lower() in words("not_names"):
            return found[0][: place + word.start()].rstrip()
    return found[0]


def _bare(written: str) -> str:
    return written.removesuffix("'s").removesuffix("'S").removesuffix("'").rstrip("-")


def _is_name(found: re.Match, written: str) -> bool:
    name = [_bare(word).lower() for word in written.split()[1:]]
    plain_title = _SURNAME_FOLLOWS.fullmatch(found["title"] or found["low"])
    # "Mr A Price": an initial is no word.
    name = [part for part in name[:-1] if len(part.rstrip(".")) > 1] + name[-1:]
    if (
        not name
        or name[0] in words("not_surnames" if plain_title else "not_names")
        or len(name[-1].rstrip(".")) < 2
    ):
        return False
    if not found["title"] and name[0] in words("words_of_files"):
        return False
    title = (found["title"] or found["low"]).rstrip(".")
    return not (title in _WORDS_TOO and found["title"])
