"""Names without a title: found beside a clinical event of the person, and nowhere else."""

from pathlib import Path

import pytest

from identifiers import IdentifierKind, find_identifiers, word_lists
from identifiers.derive_names import derive_names


def named_patients(text):
    findings = find_identifiers(text)
    return [item.text for item in findings if item.kind is IdentifierKind.NAMED_CLINICAL]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leanne Hartshorn and the missed sepsis", "Leanne Hartshorn"),
        ("Derek Olusoga was admitted with chest pain.", "Derek Olusoga"),
        ("The death of Agnieszka Wójcik: what we learned", "Agnieszka Wójcik"),
        ("My husband, Graham Entwistle, was diagnosed late.", "Graham Entwistle"),
        ("Our daughter Zofienka Quaye was stillborn.", "Zofienka Quaye"),
        ("Amarjit Gill's overdose could have been avoided.", "Amarjit Gill"),
        ("HARTSHORN, Leanne was discharged.", "HARTSHORN, Leanne"),
        ("sarah-pickering-mri-scan.jpg", "sarah-pickering"),
        ("leanne-hartshorn-and-the-missed-sepsis", "leanne-hartshorn"),
        ("We met Yusuf Demir in May. He died of sepsis.", "Yusuf Demir"),
    ],
)
def test_name_beside_a_clinical_event_is_found(text, name):
    assert named_patients(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Rachel Pym, chief pharmacist, said insulin errors had fallen.",
        "Rachel Pym on insulin: four lessons from a year of errors",
        "Donna Ockenden's review of maternity deaths was published.",
        "Edward Jenner gave James Phipps a vaccine in 1796, and he was infected.",
        "Victoria Ward was closed after two deaths from sepsis.",
        "The Queen Elizabeth Hospital reported that two patients died.",
        "Charlotte Maxeke hospital was rushed, and more babies died.",
        "Hodgkin lymphoma and Bell's palsy were diagnosed late.",
        "April May was the worst month for falls and deaths.",
        "Grace under pressure: nurses who collapsed",
        "Florence Nightingale died in 1910.",
        "helen-hargreaves-portrait.jpg",
        "jordan-hospital-sepsis-audit.pdf",
        "mark-sheet-sepsis-training.pdf",
    ],
)
def test_professionals_places_diseases_and_months_are_not_reported(text):
    assert named_patients(text) == []


def test_lists_of_names_are_those_of_faker():
    folder = Path(word_lists.__file__).parent
    for file_name, text in derive_names().items():
        assert (folder / file_name).read_text(encoding="utf-8") == text
