"""Words about somebody's health, and words about somebody's work."""

import re
from functools import lru_cache

from identifiers.word_lists import list_pattern

_CLINICAL = re.compile(rf"\b{list_pattern('clinical')}\b", re.IGNORECASE)
_NOT_CLINICAL = re.compile(rf"\b{list_pattern('not_clinical')}\b", re.IGNORECASE)

# What may stand between a name and its verb: a possessive, an age, who they are.
_ASIDE = (
    r"(?:'s?)?(?:,? ?\(?(?:aged )?\d{1,3}\)?,?| \([^()]{1,40}\)|, (?:who|then|also|too|now),?"
    r"|, [^,.;]{1,60},| who)?,? "
)
_PERHAPS = r"(?:(?:had|has|have|and|then|himself|herself|was then|also|he|she) )?"
_BEFELL = re.compile(rf"{_ASIDE}{_PERHAPS}{list_pattern('befell')}\b", re.IGNORECASE)
_IS_ILL = re.compile(rf"{_ASIDE}{_PERHAPS}{list_pattern('is_ill')}\b", re.IGNORECASE)
_MAY_HAVE = re.compile(rf"{_ASIDE}{_PERHAPS}{list_pattern('may_have_befallen')}", re.IGNORECASE)
_ARTICLE = r"(?:(?:our|my|an?|the|old|little|poor|young|elderly|mother|father|wife|husband|baby) )?"
_OF_A_PATIENT = re.compile(rf"\b{list_pattern('of_a_patient')} {_ARTICLE}\Z", re.IGNORECASE)
_IS_A_PATIENT = re.compile(
    r"[,(] ?(?:an? |the |our |my |one of (?:our|my|the) )?(?:[\w'-]+ ){0,3}"
    r"(?:in)?(?:patients?|residents?|service users?)\b(?!')"
    r"(?! (?:safety|experience|advocate|representative|leader|partner|champion|voice|director))",
    re.IGNORECASE,
)
_NOBODY = re.compile(rf"\b{list_pattern('nobody')}\b", re.IGNORECASE)
_THEIRS = re.compile(
    rf"\b(?:(?:her|his|their|whose) (?:own )?|(?:she|he|they)(?:'d|'s| had| has| was| were| have|"
    rf" is)"
    rf"(?: been| an?| not| still| so)* )"
    rf"(?!{list_pattern('kin')}\b)(?:\w+ )?{list_pattern('clinical')}\b"
    rf"|(?=(?:her|his|their) ){list_pattern('clinical')}\b",
    re.IGNORECASE,
)

# "told the inquest that the overdose had gone unseen": whose it was is left to be understood.
_SAID_IT_HAD = re.compile(
    r",? (?:said|told|says|tells|agreed|explained|described|recalled|remembered|complained|wrote)\b"
    r"[^.;]{0,90}\bhad (?:been|gone|not|never|only|already|left|missed|come|taken)\b",
    re.IGNORECASE,
)

_JOB = list_pattern("jobs")
_APPOSITION = (
    r"[,(] ?(?:an? |the |our |its |my |who is |who was |then |now |whose )?"
    rf"(?:[\w&'-]+ ){{0,5}}{_JOB}\b"
    r"|(?:, (?:from|of|at|for|with)| from) (?:the |our |a )?"
    rf"(?:[\w&'-]+ ){{0,4}}{list_pattern('organisations_people_come_from')}\b"
)
_IS_A_JOB = rf" (?:is|was|became|as) (?:an? |the |our |its |my )?(?:[\w-]+ ){{0,3}}{_JOB}\b"
_MANNER = (
    r"(?:has|have|had|will|then|also|later|now|who|first|once|herself|himself|kindly|always|often|"
    r"recently|rightly|never|and \w+|has been|have been|since|both)"
)
_VERB = rf"(?:,[^,.;]{{1,60}},)?,? ?(?:{_MANNER} )*{list_pattern('at_work')}\b"
_HAS_A_JOB = re.compile(rf"(?:{_APPOSITION}|{_IS_A_JOB})", re.IGNORECASE)
_WORKS = re.compile(_VERB, re.IGNORECASE)
_OWN_WORK = re.compile(
    r"'s (?:\w+ ){0,2}(?:report|study|team|talk|blog|paper|research|book|"
    r"novels?|inquiry|review|campaign|article|column|lecture|project|workshop|speech|government|"
    r"bill|"
    r"design|method|theory|charity|podcast|course|checklist)\b"
)
_NAMED_FOR_WORK = re.compile(
    rf"\b(?:{list_pattern('named_for_work')}"
    rf"|{_JOB}(?: (?:of|for|and) (?:[\w&]+,? ){{1,4}}?)?),?:? ?\Z"
    rf"|\b{_JOB}(?: (?:of|for) [\w&' ]{{1,40}})?, \Z",
    re.IGNORECASE,
)


# The names of one sentence ask the same question of it.
@lru_cache(maxsize=64)
def has_clinical_term(text: str) -> bool:
    """Tell whether a text holds a clinical detail."""
    return any(not _NOT_CLINICAL.match(text, found.start()) for found in _CLINICAL.finditer(text))


def has_patient_verb(after: str) -> bool:
    """Tell whether what stands after a name can only have befallen a patient."""
    return bool(_BEFELL.match(after))


def has_illness_phrase(after: str) -> bool:
    """Tell whether what stands after a name makes even a doctor a patient."""
    return bool(_IS_ILL.match(after))


def has_ambiguous_patient_verb(after: str) -> bool:
    """Tell whether what stands after a name befell a patient, if it is about health."""
    return bool(_MAY_HAVE.match(after))


def follows_patient_phrase(before: str) -> bool:
    """Tell whether what stands before a name makes it a patient's."""
    return bool(_OF_A_PATIENT.search(before))


def is_called_patient(after: str) -> bool:
    """Tell whether somebody is said to be a patient just after the name."""
    return bool(_IS_A_PATIENT.match(after))


def is_about_fictional_patient(sentence: str) -> bool:
    """Tell whether a sentence speaks of a statue, a mannequin, a figure in a book."""
    return bool(_NOBODY.search(sentence))


def has_own_health_phrase(after: str) -> bool:
    """Tell whether what stands after a name speaks of their own health."""
    return bool(_THEIRS.search(after) or _SAID_IT_HAD.match(after))


def has_job_title(before: str, after: str) -> bool:
    """Tell whether somebody is named with their job."""
    return bool(_HAS_A_JOB.match(after) or _NAMED_FOR_WORK.search(before))


def is_professional_mention(before: str, after: str) -> bool:
    """Tell whether somebody is named for what they do."""
    if after.startswith("'s"):
        return bool(_OWN_WORK.match(after))
    return has_job_title(before, after) or bool(_WORKS.match(after))
