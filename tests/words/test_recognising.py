"""What the check promises about single findings, whatever the text looks like."""

import pytest

from editorial.words import AllowList, Kind, check

FULLWIDTH = "９９９ ８１９ ３０３６"


def found(text, **options):
    return [(finding.kind.value, finding.text) for finding in check(text, **options)]


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
def test_an_nhs_number_is_found_as_it_stands_in_the_text(written):
    text = f"Her NHS number, {written}, was on the wall."
    [finding] = check(text)
    assert finding.kind == Kind.NHS_NUMBER
    assert finding.text == written == text[finding.start : finding.end]


def test_a_number_that_fails_the_check_digit_is_no_nhs_number():
    assert found("NHS number 999 819 3037") == []


def test_an_nhs_number_is_not_a_telephone_as_well():
    assert found("NHS 999 819 3036, mobile 07700 900123") == [
        ("nhs_number", "999 819 3036"),
        ("telephone", "07700 900123"),
    ]


def test_an_isbn_passes_the_same_arithmetic_and_is_left_alone():
    assert found("ISBN 0306406152") == []


def test_two_years_are_no_telephone_and_a_drama_number_is():
    assert found("2024-2026: ring 07700 900123") == [("telephone", "07700 900123")]


def test_a_date_counts_only_beside_a_birth():
    assert found("We met on 12/03/1957.") == []
    assert found("She was born on 12/03/1957.") == [("date_of_birth", "12/03/1957")]


def test_an_accent_may_be_written_in_two_ways():
    [finding] = check("Mrs Jose\u0301e Ma\u0301rquez died.")
    assert finding.text == "Mrs Jose\u0301e Ma\u0301rquez"


def test_a_finding_says_what_to_do_and_whether_it_stops_publication():
    number, name = check("NHS no 999 819 3036. Mrs Okafor died.")
    assert number.blocking and "NHS number" in number.advice
    assert not name.blocking and "agree" in name.advice


def test_somebody_at_work_is_not_taken_for_a_patient():
    assert found("Dr Patel chairs the board. Professor Lee wrote the report on sepsis.") == []


def test_a_role_a_small_place_and_a_day_are_one_warning():
    text = "She was the only midwife at the cottage hospital in Wrenbury on 3 May 2021."
    [finding] = check(text)
    assert finding.kind == Kind.JIGSAW
    assert finding.text == "the only midwife at the cottage hospital in Wrenbury on 3 May 2021"


def test_an_announced_event_is_no_jigsaw():
    assert found("Jane Smith, director, will speak in Leeds on 3 May 2026.") == []


def test_the_name_of_a_file_is_read_word_by_word():
    assert found("mrs-okafor-dialysis.jpg") == [("named_clinical", "mrs-okafor")]
    assert found("letter_9998193036.pdf") == [("nhs_number", "9998193036")]


def test_what_the_desk_allows_is_no_finding_however_it_is_written():
    allowed = AllowList.of(
        [
            ("telephone", "+44 1632 960001"),
            ("domain", "charity.example"),
            ("email", "press@other.example"),
            ("postcode", "cw58zz"),
            ("address", "14 Elm Rd"),
        ]
    )
    text = (
        "Charity, 14 Elm Road, Wrenbury CW5 8ZZ, (01632) 960 001, "
        "hello@mail.charity.example, Press@Other.example"
    )
    assert len(check(text)) == 5
    assert check(text, allowed=allowed) == []


def test_well_known_helplines_are_allowed_from_the_start():
    assert found("Samaritans 116 123, Childline 0800 1111, NHS 111, 999, jo@samaritans.org") == []
