"""Names with a title, such as Mr van der Berg, next to a clinical detail about the person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from identifiers import clinical_terms
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.personal_names import CAPITAL, PART, PARTICLES, strip_possessive
from identifiers.word_lists import load_words

_LAY_TITLES = r"mr|mrs|ms|miss|mx|master|baby|mister|messrs"
_HONORIFICS = (
    r"sir|dame|lord|lady|rev|revd|reverend|fr|father|canon|rabbi|imam|bishop|pastor|sr|captain|"
    r"major|"
    r"colonel|commander|sergeant|sgt|madam|madame"
)
_PROFESSIONAL_TITLES = (
    rf"dr|doctor|prof|professor|sister|nurse|midwife|matron|cllr|councillor|pc|inspector|baroness|"
    rf"{_HONORIFICS}"
)
_NAME = rf"(?:(?:{CAPITAL}\. ?|{CAPITAL} ){{0,2}}{PARTICLES}{PART}(?: {PARTICLES}{PART}){{0,3}})"
_TITLED = re.compile(
    rf"(?<![\w-])(?<!\w')(?P<title>(?i:{_LAY_TITLES}|{_PROFESSIONAL_TITLES})\b\.?)"
    rf" {{1,2}}(?P<name>{_NAME})"
    r"|(?<![\w'-])(?P<low>mrs|mr|mx|(?:miss|ms|dr)(?= [a-z]\S+ (?:was|had|has|died|is|fell|who)\b))"
    r" (?P<lowname>[a-z][\w'-]{2,20})"
)
# A file name in lower case: ms okeke chemo chart.
_TITLED_IN_FILE_NAME = re.compile(
    r"(?<![\w'-])(?P<title>)(?P<name>)(?P<low>mrs|mr|mx|miss|ms)"
    r" (?P<lowname>[a-z][\w']{2,20})"
)
_SUBSEQUENT_WORD = re.compile(r"(?<= )[\w'-]+")
_LAY_TITLE = re.compile(rf"(?:{_LAY_TITLES})\.?", re.IGNORECASE)
_HONORIFIC = re.compile(rf"(?:{_HONORIFICS})\.?", re.IGNORECASE)
# After these titles a surname follows, even Hall, Day or Ward.
_SURNAME_TITLE = re.compile(r"(?:mr|mrs|ms|mx|mister)\.?", re.IGNORECASE)
# Common words as well, when in lower case.
_COMMON_WORD_TITLES = frozenset(
    {"master", "doctor", "father", "miss", "major", "lady", "captain", "matron"}
)


@dataclass(frozen=True)
class TitledName:
    """A name with its title.

    Attributes:
        start: The first index of the title.
        end: The index after the name.
        is_lay: Whether the title names no profession.
        is_honorific: Whether the title is clerical, military or noble, and of no health profession.
    """

    start: int
    end: int
    is_lay: bool
    is_honorific: bool


def find_titled_names(text: str, is_file_name: bool = False) -> Iterator[TitledName]:
    """Yield the names with a title. A single letter, as in “Mrs B”, is no name.

    Args:
        text: The text.
        is_file_name: Whether it is a file name, its words separated by spaces.
    """
    is_lowercase = is_file_name and text.islower()
    for match in (_TITLED_IN_FILE_NAME if is_lowercase else _TITLED).finditer(text):
        full_name = strip_possessive(_trim_following_words(match))
        if _is_personal_name(match, full_name):
            is_lay = bool(match["low"] or _LAY_TITLE.fullmatch(match["title"]))
            is_honorific = not is_lay and bool(_HONORIFIC.fullmatch(match["title"]))
            yield TitledName(match.start(), match.start() + len(full_name), is_lay, is_honorific)


def _trim_following_words(match: re.Match) -> str:
    """Return the match up to the first word that is no name, as in MRS BELL WAS GIVEN."""
    name = match["name"] or match["lowname"]
    prefix_length = len(match[0]) - len(name)
    for word in _SUBSEQUENT_WORD.finditer(name):
        if word[0].lower() in load_words("non_name_words"):
            return match[0][: prefix_length + word.start()].rstrip()
    return match[0]


def _is_personal_name(match: re.Match, full_name: str) -> bool:
    name = [strip_possessive(word).lower() for word in full_name.split()[1:]]
    plain_title = _SURNAME_TITLE.fullmatch(match["title"] or match["low"])
    # "Mr A Price": initials do not count as parts of the name.
    name = [part for part in name[:-1] if len(part.rstrip(".")) > 1] + name[-1:]
    if (
        not name
        or name[0] in load_words("non_surname_words" if plain_title else "non_name_words")
        or len(name[-1].rstrip(".")) < 2
    ):
        return False
    if not match["title"] and name[0] in load_words("file_name_words"):
        return False
    title = (match["title"] or match["low"]).rstrip(".")
    return not (title in _COMMON_WORD_TITLES and match["title"])


_PRONOUN_START = re.compile(
    r"[\"'(\s]*(?:(?:And|But|Then|Sadly|Later|In \w+|That \w+|On \w+ \d+ \w+|When),? )?"
    r"(?:She|He|They)\b",
    re.IGNORECASE,
)


def find_named_patients(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the titled names next to a clinical detail about the person."""
    for name in find_titled_names(normalised.spaced_text, normalised.is_file_name):
        if _is_patient(normalised, name):
            yield normalised.make_finding(IdentifierKind.NAMED_CLINICAL, name.start, name.end)


def _is_patient(normalised: NormalisedText, name: TitledName) -> bool:
    sentence_number = normalised.sentence_index(name.start)
    begin, finish = normalised.sentence_spans[sentence_number]
    before = normalised.spaced_text[max(begin, name.start - 60) : name.start]
    after = normalised.spaced_text[name.end : min(finish, name.end + 160)]
    sentence = normalised.sentence_text(sentence_number)
    if clinical_terms.is_about_fictional_patient(sentence):
        return False
    if clinical_terms.has_patient_verb(after) or clinical_terms.is_called_patient(after):
        return True
    is_professional = not normalised.is_file_name and clinical_terms.is_professional_mention(
        before, after
    )
    if clinical_terms.has_clinical_term(sentence):
        if clinical_terms.follows_patient_phrase(before):
            return True
        has_own_health = clinical_terms.has_own_health_phrase(
            after
        ) or clinical_terms.has_ambiguous_patient_verb(after)
        if name.is_lay and has_own_health and not clinical_terms.has_job_title(before, after):
            return True
        return not is_professional and (
            name.is_lay
            or clinical_terms.has_illness_phrase(after)
            or (name.is_honorific and _continues_about_patient(after))
        )
    return not is_professional and continues_in_neighbour(normalised, sentence_number, name.is_lay)


def _continues_about_patient(after: str) -> bool:
    return (
        after.startswith("'s")
        or clinical_terms.has_own_health_phrase(after)
        or clinical_terms.has_ambiguous_patient_verb(after)
    )


def continues_in_neighbour(normalised: NormalisedText, sentence_number: int, is_lay: bool) -> bool:
    """Return whether a neighbouring sentence gives a clinical detail about the person named."""
    following = normalised.sentence_text(sentence_number + 1)
    pronoun = _PRONOUN_START.match(following)
    if pronoun:
        rest = following[pronoun.end() :]
        about_health = clinical_terms.has_clinical_term(following)
        if clinical_terms.has_patient_verb(rest) or (
            about_health and clinical_terms.has_ambiguous_patient_verb(rest)
        ):
            return True
        if not pronoun[0].endswith("hey") and clinical_terms.is_professional_mention("", rest):
            return False
    return is_lay and any(
        clinical_terms.has_clinical_term(normalised.sentence_text(other))
        for other in (sentence_number + 1, sentence_number - 1)
    )
