"""Clinical terms, and phrases that mark a named person as a patient or as a professional."""

import re
from functools import lru_cache

from identifiers.word_lists import load_pattern

_CLINICAL = re.compile(rf"\b{load_pattern('clinical_terms')}\b", re.IGNORECASE)
_NOT_CLINICAL = re.compile(rf"\b{load_pattern('non_clinical_phrases')}\b", re.IGNORECASE)

# Between a name and its verb: a possessive, an age, an apposition.
_PARENTHESIS = (
    r"(?:'s?)?(?:,? ?\(?(?:aged )?\d{1,3}\)?,?| \([^()]{1,40}\)|, (?:who|then|also|too|now),?"
    r"|, [^,.;]{1,60},| who)?,? "
)
_AUXILIARY = r"(?:(?:had|has|have|and|then|himself|herself|was then|also|he|she) )?"
_PATIENT_VERB = re.compile(
    rf"{_PARENTHESIS}{_AUXILIARY}{load_pattern('patient_verbs')}\b", re.IGNORECASE
)
_ILLNESS = re.compile(
    rf"{_PARENTHESIS}{_AUXILIARY}{load_pattern('illness_phrases')}\b", re.IGNORECASE
)
_AMBIGUOUS_PATIENT_VERB = re.compile(
    rf"{_PARENTHESIS}{_AUXILIARY}{load_pattern('ambiguous_patient_verbs')}", re.IGNORECASE
)
_ARTICLE = r"(?:(?:our|my|an?|the|old|little|poor|young|elderly|mother|father|wife|husband|baby) )?"
_PATIENT_PHRASE_BEFORE = re.compile(
    rf"\b{load_pattern('patient_context_phrases')} {_ARTICLE}\Z", re.IGNORECASE
)
_CALLED_PATIENT = re.compile(
    r"[,(] ?(?:an? |the |our |my |one of (?:our|my|the) )?(?:[\w'-]+ ){0,3}"
    r"(?:in)?(?:patients?|residents?|service users?)\b(?!')"
    r"(?! (?:safety|experience|advocate|representative|leader|partner|champion|voice|director))",
    re.IGNORECASE,
)
_FICTIONAL_PATIENT = re.compile(rf"\b{load_pattern('fictional_patients')}\b", re.IGNORECASE)
_OWN_HEALTH = re.compile(
    rf"\b(?:(?:her|his|their|whose) (?:own )?|(?:she|he|they)(?:'d|'s| had| has| was| were| have|"
    rf" is)"
    rf"(?: been| an?| not| still| so)* )(?!{load_pattern('kinship_terms')}\b)"
    rf"(?:\w+ )?{load_pattern('clinical_terms')}\b"
    rf"|(?=(?:her|his|their) ){load_pattern('clinical_terms')}\b",
    re.IGNORECASE,
)

# "told the inquest that the overdose had gone unseen": the patient is implied.
_REPORTED_EVENT = re.compile(
    r",? (?:said|told|says|tells|agreed|explained|described|recalled|remembered|complained|wrote)\b"
    r"[^.;]{0,90}\bhad (?:been|gone|not|never|only|already|left|missed|come|taken)\b",
    re.IGNORECASE,
)

_JOB = load_pattern("job_titles")
_APPOSITION = (
    r"[,(] ?(?:an? |the |our |its |my |who is |who was |then |now |whose )?"
    rf"(?:[\w&'-]+ ){{0,5}}{_JOB}\b"
    r"|(?:, (?:from|of|at|for|with)| from) (?:the |our |a )?"
    rf"(?:[\w&'-]+ ){{0,4}}{load_pattern('employer_types')}\b"
)
_JOB_PREDICATE = rf" (?:is|was|became|as) (?:an? |the |our |its |my )?(?:[\w-]+ ){{0,3}}{_JOB}\b"
_ADVERB = (
    r"(?:has|have|had|will|then|also|later|now|who|first|once|herself|himself|kindly|always|often|"
    r"recently|rightly|never|and \w+|has been|have been|since|both)"
)
_WORK_VERB = rf"(?:,[^,.;]{{1,60}},)?,? ?(?:{_ADVERB} )*{load_pattern('work_verbs')}\b"
_JOB_AFTER = re.compile(rf"(?:{_APPOSITION}|{_JOB_PREDICATE})", re.IGNORECASE)
_WORK_AFTER = re.compile(_WORK_VERB, re.IGNORECASE)
_OWN_PUBLICATION = re.compile(
    r"'s (?:\w+ ){0,2}(?:report|study|team|talk|blog|paper|research|book|"
    r"novels?|inquiry|review|campaign|article|column|lecture|project|workshop|speech|government|"
    r"bill|"
    r"design|method|theory|charity|podcast|course|checklist)\b"
)
_JOB_BEFORE = re.compile(
    rf"\b(?:{load_pattern('professional_introductions')}"
    rf"|{_JOB}(?: (?:of|for|and) (?:[\w&]+,? ){{1,4}}?)?),?:? ?\Z"
    rf"|\b{_JOB}(?: (?:of|for) [\w&' ]{{1,40}})?, \Z",
    re.IGNORECASE,
)


# Cached, since every name of a sentence needs the same answer.
@lru_cache(maxsize=64)
def has_clinical_term(text: str) -> bool:
    """Return whether a text contains a clinical term."""
    return any(not _NOT_CLINICAL.match(text, match.start()) for match in _CLINICAL.finditer(text))


def has_patient_verb(after: str) -> bool:
    """Return whether the text after a name begins with a verb that only suits a patient."""
    return bool(_PATIENT_VERB.match(after))


def has_illness_phrase(after: str) -> bool:
    """Return whether the text after a name states that the person, even a doctor, was ill."""
    return bool(_ILLNESS.match(after))


def has_ambiguous_patient_verb(after: str) -> bool:
    """Return whether the text after a name begins with a verb that suits a patient if clinical."""
    return bool(_AMBIGUOUS_PATIENT_VERB.match(after))


def follows_patient_phrase(before: str) -> bool:
    """Return whether the text before a name marks it as a patient's."""
    return bool(_PATIENT_PHRASE_BEFORE.search(before))


def is_called_patient(after: str) -> bool:
    """Return whether the text after a name calls the person a patient."""
    return bool(_CALLED_PATIENT.match(after))


def is_about_fictional_patient(sentence: str) -> bool:
    """Return whether a sentence is about a statue, a mannequin or a historical figure."""
    return bool(_FICTIONAL_PATIENT.search(sentence))


def has_own_health_phrase(after: str) -> bool:
    """Return whether the text after a name speaks of the person's own health."""
    return bool(_OWN_HEALTH.search(after) or _REPORTED_EVENT.match(after))


def has_job_title(before: str, after: str) -> bool:
    """Return whether a person is named with a job title."""
    return bool(_JOB_AFTER.match(after) or _JOB_BEFORE.search(before))


def is_professional_mention(before: str, after: str) -> bool:
    """Return whether a person is mentioned in a professional capacity."""
    if after.startswith("'s"):
        return bool(_OWN_PUBLICATION.match(after))
    return has_job_title(before, after) or bool(_WORK_AFTER.match(after))
