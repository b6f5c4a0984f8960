"""Names with a title: Mrs Ó Súilleabháin, Mr van der Berg, Sister Mary Ignatius."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from identifiers import clinical_terms
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.word_lists import list_words

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


def find_titled_names(text: str, is_name: bool = False) -> Iterator[TitledName]:
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
        if word[0].lower() in list_words("not_names"):
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
        or name[0] in list_words("not_surnames" if plain_title else "not_names")
        or len(name[-1].rstrip(".")) < 2
    ):
        return False
    if not found["title"] and name[0] in list_words("words_of_files"):
        return False
    title = (found["title"] or found["low"]).rstrip(".")
    return not (title in _WORDS_TOO and found["title"])


_GOES_ON = re.compile(
    r"[\"'(\s]*(?:(?:And|But|Then|Sadly|Later|In \w+|That \w+|On \w+ \d+ \w+|When),? )?"
    r"(?:She|He|They)\b",
    re.IGNORECASE,
)


def find_named_patients(reading: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the titled names that stand beside a clinical detail."""
    for name in find_titled_names(reading.words, reading.is_name):
        if _is_patient(reading, name):
            yield reading.finding(IdentifierKind.NAMED_CLINICAL, name.start, name.end)


def _is_patient(reading: NormalisedText, name: TitledName) -> bool:
    number = reading.sentence_at(name.start)
    begin, finish = reading.sentences[number]
    before = reading.words[max(begin, name.start - 60) : name.start]
    after = reading.words[name.end : min(finish, name.end + 160)]
    own = reading.sentence(number)
    if clinical_terms.is_about_fictional_patient(own):
        return False
    if clinical_terms.has_patient_verb(after) or clinical_terms.is_called_patient(after):
        return True
    works = not reading.is_name and clinical_terms.is_professional_mention(before, after)
    if clinical_terms.has_clinical_term(own):
        if clinical_terms.follows_patient_phrase(before):
            return True
        theirs = clinical_terms.has_own_health_phrase(
            after
        ) or clinical_terms.has_ambiguous_patient_verb(after)
        if name.lay and theirs and not clinical_terms.has_job_title(before, after):
            return True
        return not works and (
            name.lay
            or clinical_terms.has_illness_phrase(after)
            or (name.honoured and _is_about_them(after))
        )
    return not works and _goes_on(reading, number, name.lay)


def _is_about_them(after: str) -> bool:
    return (
        after.startswith("'s")
        or clinical_terms.has_own_health_phrase(after)
        or clinical_terms.has_ambiguous_patient_verb(after)
    )


def _goes_on(reading: NormalisedText, number: int, lay: bool) -> bool:
    """Tell whether a neighbouring sentence says what befell whoever is named in this one."""
    following = reading.sentence(number + 1)
    pronoun = _GOES_ON.match(following)
    if pronoun:
        rest = following[pronoun.end() :]
        about_health = clinical_terms.has_clinical_term(following)
        if clinical_terms.has_patient_verb(rest) or (
            about_health and clinical_terms.has_ambiguous_patient_verb(rest)
        ):
            return True
        if not pronoun[0].endswith("hey") and clinical_terms.is_professional_mention("", rest):
            return False
    return lay and any(
        clinical_terms.has_clinical_term(reading.sentence(other))
        for other in (number + 1, number - 1)
    )
