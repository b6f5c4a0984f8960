"""What nobody labelled, and is found by what stands beside it or by its shape."""

import pytest

from identifiers import find_identifiers


def kinds(text):
    return {finding.kind.value for finding in find_identifiers(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Label read: 5289593578 / 25.01.1968 / MRN 5520917.",
        "512_833_3639_30-06-1957_biopsy.tif",
        "HARGREAVES_Joan_04021953_discharge.pdf",
        "They asked me to confirm 17/03/72 and my postcode.",
        "I gave my name and 17 March 1972.",
        "Anne Price (12/5/1960) got the blood.",
        "Mary (aged 54, 5/6/1969) fell in the bathroom.",
        "LOMAS K 17AUG1944 F",
        "bday: 12/08/1950",
        "Born: 1958 Mar 3",
    ],
)
def test_an_old_day_beside_a_name_or_a_number_is_a_birth(text):
    assert "date_of_birth" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The hospital opened on 3.2.61 with 40 beds.",
        "Minutes of the ward meeting, 14/06/1999.",
        "The Guardian (12/5/1999) called it a scandal.",
        "The label must carry the batch number and expiry 30/06/2009.",
        "bristol-inquiry-final-report-2001-07-18.pdf",
        "The NHS was founded on 5 July 1948.",
    ],
)
def test_the_old_day_of_a_house_a_paper_or_a_law_is_none(text):
    assert kinds(text) == set()


def test_a_postcode_that_somebody_misheard_is_one_and_a_dose_is_none():
    assert kinds("A complaint from a husband in PE38 5HV.") == {"postcode"}
    assert kinds("Vitamin B12 5MG and a line of L4 5CM.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Someone from the hospital turned up at 9 Quarry Close.",
        "Paramedics from the station went to 64 Tollgate Lane.",
        "The ambulance was called to 88 Kingsway.",
        "He lived on Mill Street at number 22.",
        "He died at Larkspur Cottage, Mill Lane.",
    ],
)
def test_a_house_that_an_organisation_went_to_is_not_its_own(text):
    assert kinds(text) == {"address"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jane.smith at nhs.net", "email"),
        ("tom_reid at gmail", "email"),
        ("tom.reid@outlook . com", "email"),
        ("H448812_ct.dcm", "record_number"),
        ("The CT was requested under T0448122.", "record_number"),
        ("We swapped T0448122 and T0448123 on the labels.", "record_number"),
        ("WhatsApp me: 7700 900456", "telephone"),
        ("943,476,5919 on the form", "nhs_number"),
    ],
)
def test_an_unusual_spelling_does_not_hide_whose_it_is(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bay 2: 'Mr Ollerenshaw – nil by mouth'",
        "Mx Corrigan told the inquest that the overdose had gone unseen.",
        "The ward sister agreed that Mrs O’Dwyer had developed a pressure ulcer.",
        "Patient: Mr A Frobisher-Kaye. Pneumonia.",
        "ms-okeke-chemo-chart.png",
    ],
)
def test_a_patient_is_known_by_a_word_in_quotes_in_speech_and_in_a_file(text):
    assert kinds(text) == {"named_clinical"}


def test_the_name_of_a_file_is_a_jigsaw_without_its_little_words():
    assert kinds("farrier-hollin-bridge-12-sept-2022") == {"jigsaw"}
    assert kinds("nurse-training-day-2023-03-12.jpg") == set()
