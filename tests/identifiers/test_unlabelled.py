"""Identifiers without a label, recognised by their format or by the text beside them."""

import pytest

from identifiers import find_identifiers


def finding_kinds(text):
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
def test_old_date_beside_name_or_number_is_a_date_of_birth(text):
    assert "date_of_birth" in finding_kinds(text)


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
def test_old_date_of_a_building_publication_or_law_is_not_reported(text):
    assert finding_kinds(text) == set()


def test_misspelt_postcode_is_reported_and_a_dose_is_not():
    assert finding_kinds("A complaint from a husband in PE38 5HV.") == {"postcode"}
    assert finding_kinds("Vitamin B12 5MG and a line of L4 5CM.") == set()


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
def test_address_visited_by_an_organisation_is_reported(text):
    assert finding_kinds(text) == {"address"}


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
def test_obfuscated_or_unusual_notation_is_reported(text, kind):
    assert kind in finding_kinds(text)


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
def test_patient_is_recognised_in_quotes_speech_and_file_names(text):
    assert finding_kinds(text) == {"named_clinical"}


def test_file_name_without_prepositions_is_a_jigsaw():
    assert finding_kinds("farrier-hollin-bridge-12-sept-2022") == {"jigsaw"}
    assert finding_kinds("nurse-training-day-2023-03-12.jpg") == set()
