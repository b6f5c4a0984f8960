"""Names without a title, a given name and a surname, next to a clinical event of the person."""

import re
from collections.abc import Iterator
from itertools import pairwise

from identifiers import clinical_terms
from identifiers.finding import IdentifierFinding, IdentifierKind
from identifiers.normalised_text import NormalisedText
from identifiers.personal_names import (
    CAPITAL,
    PART,
    PARTICLES,
    is_ambiguous_given_name,
    is_given_name,
    is_surname,
    strip_possessive,
)
from identifiers.titled_names import continues_in_neighbour
from identifiers.word_lists import load_pattern, load_words

_GIVEN = re.compile(rf"(?<![\w'-]){PART}(?= )")
_SURNAME = re.compile(rf" (?:{CAPITAL}\.? ?){{0,2}}(?<= ){PARTICLES}(?P<surname>{PART})")
_FURTHER_SURNAME = re.compile(rf" {PARTICLES}(?P<surname>{PART})")
# "HARTSHORN, Leanne"
_SURNAME_FIRST = re.compile(
    rf"(?<![\w'-])(?P<surname>{CAPITAL}{{2}}[\w'-]{{0,30}}), (?P<given>{PART})(?![\w'-])"
)
_RANK = re.compile(
    r"(?:king|queen|prince|princess|pope|saint|st|sir|lord|lady|dame)\b", re.IGNORECASE
)
_WORD_IN_FILE_NAME = re.compile(r"(?<![^\W_])[^\W\d_]{2,30}(?![^\W_])")
_PREFIX_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|lord|lady|sister|nurse|rev|father|"
    r"baroness|cllr|st|saint|royal|queen|king|prince|princess|duke|duchess|mount|port|fort|new|"
    r"lake|hms|hmp)\.? \Z",
    re.IGNORECASE,
)
_PROPER_NAME_AFTER = re.compile(
    rf"(?:'s?)? (?:(?:{PART}|and|of|&) ){{0,3}}?{load_pattern('proper_name_suffixes')}\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(load_pattern("proper_name_suffixes"), re.IGNORECASE)
_EARLY_YEAR = re.compile(r"\b1[0-8]\d\d\b")
_OTHER_CASE = re.compile(r"(?:'s)? (?:inquest|tragedy)\b", re.IGNORECASE)
_SURVIVAL = re.compile(
    r"[^.;!?]{0,30}? would (?:still |not |never )?(?:be|have been) (?:alive|here|with us|saved)"
    r"|,? ?(?:aged )?\(?(?:\d{1,3}|(?:18|19|20)\d\d ?[-–] ?(?:19|20)\d\d)\)?,? (?:who )?"
    rf"{load_pattern('patient_verbs')}\b",
    re.IGNORECASE,
)
_KINSHIP_BEFORE = re.compile(
    r"\b(?:my|our|his|her|their|whose|your) (?:[\w'-]+ ){0,2}"
    rf"{load_pattern('kinship_terms')},? \Z",
    re.IGNORECASE,
)
_REMEMBRANCE_BEFORE = re.compile(
    r"\b(?:remember(?:ing|ed)?|in (?:loving )?memory of|tributes? to|justice for|mourn\w*|"
    r"what happened to|happened to|failed|(?:why|how|when|that|whether))\s\Z",
    re.IGNORECASE,
)
_OWN_EVENT = re.compile(
    r"'s? (?:[\w-]+ ){0,3}?(?:story|case|death|care|inquest|family|mother|father|parents|widow|"
    rf"husband|wife|daughter|son|{load_pattern('clinical_terms')})\b",
    re.IGNORECASE,
)
_HEADLINE_AFTER = re.compile(r"(?::|,? and) (?:an?|the|her|his|their)\b|,", re.IGNORECASE)
_CAPTION_AFTER = re.compile(
    r",? (?:in|with|after|before|at|from|during|following|on (?:(?:the|an?|our) )?(?:ward|trolley|"
    r"ventilator|drip|oxygen|dialysis))\b",
    re.IGNORECASE,
)
_MISSED_EVENT_AFTER = re.compile(
    r" and (?:the|a|an|her|his|their) (?:missed|late|wrong|delayed|lost|hidden|undiagnosed|"
    r"forgotten|unseen)\b",
    re.IGNORECASE,
)
_WORK_CONTEXT = re.compile(
    r"\b(?:conference|awards?|webinar|launch\w*|workshop|talk|course|lecture|training|network|"
    r"lead|leads|blog|interview\w*|photo(?:graph)?|picture|author|editor|written|podcast|speaker|"
    r"team|service|symposium|summit|meeting|seminar|nurse|doctor|consultant|professor|researchers?|"
    r"study|research|book|lessons? from|thanks)\b",
    re.IGNORECASE,
)
_MAX_HEADLINE_WORDS = 14


def find_named_patients(normalised: NormalisedText) -> Iterator[IdentifierFinding]:
    """Yield the names without a title next to a clinical event of the person."""
    if normalised.is_file_name:
        spans = _spans_in_file_name(normalised.spaced_text)
    else:
        spans = (
            (start, end)
            for start, end, is_certain in _name_spans(normalised.spaced_text)
            if _is_patient(normalised, start, end, is_certain)
        )
    for start, end in spans:
        yield normalised.make_finding(IdentifierKind.NAMED_CLINICAL, start, end)


def _name_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of full names, and whether the lists know both or an unambiguous part."""
    end = 0
    for match in _GIVEN.finditer(text):
        if match.start() < end:
            continue
        name = _SURNAME.match(text, match.end())
        if (
            name is None
            or _RANK.match(match[0])
            or _PREFIX_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
        ):
            continue
        given, surname = match[0], strip_possessive(name["surname"])
        has_given_name, has_surname = is_given_name(given), is_surname(surname)
        is_ambiguous = is_ambiguous_given_name(given)
        is_known = has_given_name and (has_surname or not is_ambiguous)
        is_likely = has_given_name or (
            has_surname and not is_ambiguous and not _SUFFIX.fullmatch(surname)
        )
        if not (
            is_likely or _KINSHIP_BEFORE.search(text[max(0, match.start() - 60) : match.start()])
        ):
            continue
        name_end = _extended_end(text, name)
        if not _PROPER_NAME_AFTER.match(text, name_end):
            end = name_end
            yield match.start(), end, is_known
    for match in _SURNAME_FIRST.finditer(text):
        if is_given_name(match["given"]):
            yield *match.span(), True


def _extended_end(text: str, name: re.Match) -> int:
    """Return the end of a name with its further surnames, without a possessive ending."""
    surname = name["surname"]
    end = name.start("surname") + len(strip_possessive(surname))
    for _ in range(3):
        further = _FURTHER_SURNAME.match(text, end)
        if further is None or not (
            is_surname(further["surname"]) or is_given_name(further["surname"])
        ):
            return end
        end = further.start("surname") + len(strip_possessive(further["surname"]))
    return end


def _is_patient(normalised: NormalisedText, start: int, end: int, is_certain: bool) -> bool:
    """Return whether the text around a name tells of a clinical event of the person."""
    sentence_number = normalised.sentence_index(start)
    begin, finish = normalised.sentence_spans[sentence_number]
    before = normalised.spaced_text[max(begin, start - 60) : start]
    after = normalised.spaced_text[end : min(finish, end + 160)]
    sentence = normalised.sentence_text(sentence_number)
    if clinical_terms.is_about_fictional_patient(sentence) or _EARLY_YEAR.search(sentence):
        return False
    if (
        clinical_terms.has_patient_verb(after)
        or clinical_terms.is_called_patient(after)
        or _SURVIVAL.match(after)
        or _OTHER_CASE.match(after)
    ):
        return True
    if clinical_terms.is_professional_mention(before, after):
        return False
    if not clinical_terms.has_clinical_term(sentence):
        return is_certain and continues_in_neighbour(normalised, sentence_number, is_lay=False)
    if clinical_terms.follows_patient_phrase(before) or _KINSHIP_BEFORE.search(before):
        return True
    if _OWN_EVENT.match(after):
        return True
    return is_certain and bool(
        _MISSED_EVENT_AFTER.match(after)
        or clinical_terms.has_ambiguous_patient_verb(after)
        or _is_headline_about(normalised, sentence, before, after)
    )


def _is_headline_about(normalised: NormalisedText, sentence: str, before: str, after: str) -> bool:
    """Return whether a headline or caption names a person beside a clinical event."""
    is_headline = (
        len(normalised.text) <= len(sentence) + 1
        and len(sentence.split()) <= _MAX_HEADLINE_WORDS
        and not _WORK_CONTEXT.search(sentence)
    )
    if not is_headline:
        return False
    is_named_first = bool(_CAPTION_AFTER.match(after)) or (
        bool(_HEADLINE_AFTER.match(after)) and not sentence.rstrip().endswith(".")
    )
    return bool(_REMEMBRANCE_BEFORE.search(before)) or (
        is_named_first and clinical_terms.has_clinical_term(after)
    )


def _spans_in_file_name(text: str) -> Iterator[tuple[int, int]]:
    """Yield the full names in a file name that also has a clinical term."""
    words = list(_WORD_IN_FILE_NAME.finditer(text))
    for given, surname in pairwise(words):
        is_name = (
            surname.start() == given.end() + 1
            and is_given_name(given[0])
            and not is_ambiguous_given_name(given[0])
            and surname[0].lower() not in load_words("file_name_words")
            and not clinical_terms.has_clinical_term(surname[0])
        )
        if (
            is_name
            and clinical_terms.has_clinical_term(text)
            and not _PROPER_NAME_AFTER.match(text, surname.end())
        ):
            yield given.start(), surname.end()
            return
