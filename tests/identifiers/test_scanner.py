"""find_identifiers: what is reported, and what is not, in single sentences."""

import re

import pytest

from identifiers import ContactAllowList, IdentifierKind, find_identifiers
from identifiers.finding import ADVICE

FULLWIDTH = "９９９ ８１９ ３０３６"


def kinds_and_texts(text, **options):
    return [(finding.kind.value, finding.text) for finding in find_identifiers(text, **options)]


@pytest.mark.parametrize(
    "written",
    [
        "999 819 3036",
        "9998193036",
        "999-819-3036",
        "999.819.3036",
        "999\u00a0819\u00a03036",
        "999\u2009819\u20133036",
        "999\u200b 819\u00ad 3036",
        "9 9 9 8 1 9 3 0 3 6",
        FULLWIDTH,
    ],
)
def test_nhs_number_is_found_in_any_notation_and_quoted_as_written(written):
    text = f"Her NHS number, {written}, was on the wall."
    [finding] = find_identifiers(text)
    assert finding.kind == IdentifierKind.NHS_NUMBER
    assert finding.text == written == text[finding.start : finding.end]


def test_number_with_wrong_check_digit_is_no_nhs_number():
    assert kinds_and_texts("NHS number 999 819 3037") == []


def test_nhs_number_is_not_reported_as_telephone_as_well():
    assert kinds_and_texts("NHS 999 819 3036, mobile 07700 900123") == [
        ("nhs_number", "999 819 3036"),
        ("telephone", "07700 900123"),
    ]


def test_isbn_with_valid_nhs_check_digit_is_not_reported():
    assert kinds_and_texts("ISBN 0306406152") == []


def test_range_of_years_is_no_telephone_and_a_drama_number_is():
    assert kinds_and_texts("2024-2026: ring 07700 900123") == [("telephone", "07700 900123")]


def test_date_is_a_date_of_birth_only_beside_a_birth_phrase():
    assert kinds_and_texts("We met on 12/03/1957.") == []
    assert kinds_and_texts("She was born on 12/03/1957.") == [("date_of_birth", "12/03/1957")]


def test_decomposed_accents_are_normalised():
    [finding] = find_identifiers("Mrs Jose\u0301e Ma\u0301rquez died.")
    assert finding.text == "Mrs Jose\u0301e Ma\u0301rquez"


def test_finding_has_advice_and_tells_blocking_from_warning():
    number, name = find_identifiers("NHS no 999 819 3036. Mrs Okafor died.")
    assert number.is_blocking and "NHS number" in number.advice
    assert not name.is_blocking and "agree" in name.advice


def test_professional_is_not_reported_as_patient():
    assert (
        kinds_and_texts("Dr Patel chairs the board. Professor Lee wrote the report on sepsis.")
        == []
    )


def test_role_small_place_and_date_are_one_jigsaw_warning():
    text = "She was the only midwife at the cottage hospital in Wrenbury on 3 May 2021."
    [finding] = find_identifiers(text)
    assert finding.kind == IdentifierKind.JIGSAW
    assert finding.text == "the only midwife at the cottage hospital in Wrenbury on 3 May 2021"


def test_event_announcement_is_no_jigsaw():
    assert kinds_and_texts("Jane Smith, director, will speak in Leeds on 3 May 2026.") == []


def test_file_name_is_scanned_word_by_word():
    assert kinds_and_texts("mrs-okafor-dialysis.jpg") == [("named_clinical", "mrs-okafor")]
    assert kinds_and_texts("letter_9998193036.pdf") == [("nhs_number", "9998193036")]


def test_allowed_contact_is_not_reported_in_any_notation():
    allowed = ContactAllowList.from_contacts(
        [
            ("telephone", "+44 1632 960001"),
            ("domain", "charity.example"),
            ("email", "ann.other@other.example"),
            ("postcode", "cw58zz"),
            ("address", "14 Elm Rd"),
        ]
    )
    text = (
        "Ring Jo at home, 14 Elm Road, Wrenbury CW5 8ZZ, (01632) 960 001, "
        "jo.bell@mail.charity.example, Ann.Other@Other.example"
    )
    assert len(find_identifiers(text)) == 5
    assert find_identifiers(text, allow_list=allowed) == []


def test_well_known_helplines_are_allowed_by_default():
    assert (
        kinds_and_texts("Samaritans 116 123, Childline 0800 1111, NHS 111, 999, jo@samaritans.org")
        == []
    )


@pytest.mark.parametrize(
    "written",
    [
        "The trust’s switchboard is 01632 960001.",
        "Ring our helpline on 0808 157 0001.",
        "Write to press@charity.example or pals.northmere@nhs.net.",
        "Northmere General Hospital, Infirmary Road, Sheffield S5 7AU",
        "Our office is at 71 Shelton Street, London WC2H 9JQ.",
    ],
)
def test_public_contact_of_an_organisation_is_not_reported(written):
    assert kinds_and_texts(written) == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("The switchboard has my mother’s number, 01632 960001.", "telephone"),
        ("The helpline volunteer’s mobile is 07700 900001.", "telephone"),
        ("jane@janedoe.co.uk", "email"),
        ("info.jane.doe@gmail.com", "email"),
        ("The hospital sent it to my house, 14 Elm Road.", "address"),
        ("The clinic sent her letter to CW5 8ZZ.", "postcode"),
    ],
)
def test_personal_contact_beside_an_organisation_name_is_reported(written, kind):
    assert [kind for kind, _ in kinds_and_texts(written)] == [kind]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("They gave me a hospital number when I was six, U 209 774.", "U 209 774"),
        ("casenotes_C771203_scan.pdf", "C771203"),
        ("<td>Hosp. No.</td><td>E1180943</td>", "E1180943"),
        ("H&C number 3201234566", "3201234566"),
        ("Her National Insurance number is JG 10 37 59 A.", "JG 10 37 59 A"),
    ],
)
def test_record_number_is_found_at_any_distance_from_its_label(written, number):
    assert [text for _, text in kinds_and_texts(written)] == [number]


def test_pasted_markup_does_not_hide_a_number():
    text = "<p>NHS&nbsp;No <b>999</b> <b>819</b> 3036</p>"
    [finding] = find_identifiers(text)
    assert (finding.kind, text[finding.start : finding.end]) == (
        IdentifierKind.NHS_NUMBER,
        finding.text,
    )


def test_date_of_birth_is_found_in_many_phrasings():
    for text in (
        "She came into the world on 12 March 1957.",
        "He turned forty on 12 March 1957.",
        "They asked my date of birth. I said, when they asked for my date of birth, 12 March 1957.",
        "Mrs Bell, 12/03/1957, NHS",
    ):
        assert "date_of_birth" in dict(kinds_and_texts(text)), text
    assert kinds_and_texts("The trust turned 20 on 4 May 2021.") == []


def test_mannequin_and_historical_figure_are_not_reported_as_patients():
    assert kinds_and_texts("The mannequin, known as Mr Plastic, had a cardiac arrest.") == []
    assert kinds_and_texts("Mrs Seacole nursed soldiers with cholera.") == []


def test_sentences_of_advice_are_separated():
    assert not [text for text in ADVICE.values() if re.search(r"\.[A-Z]", text)]
