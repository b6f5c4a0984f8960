"""find_sensitive_content names the subjects that require a content notice."""

import pytest

from identifiers import find_sensitive_content


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("He took his own life in March.", "suicide and self-harm"),
        ("She had been self-harming since school.", "suicide and self-harm"),
        ("I was raped at nineteen.", "sexual assault and abuse"),
        ("Our baby died at nine days.", "the death of a baby or a child"),
        ("A stillbirth is still a birth.", "the death of a baby or a child"),
        ("My husband beat me.", "domestic abuse"),
        ("Coercive control is a crime.", "domestic abuse"),
        ("Ten years of anorexia.", "eating disorders"),
        ("He was addicted to the tablets.", "addiction"),
        ("I was restrained face down.", "restraint and detention"),
        ("My mother died in the corridor.", "death and dying"),
    ],
)
def test_sensitive_subject_is_found(text, subject):
    assert subject in find_sensitive_content(text)


@pytest.mark.parametrize(
    "text",
    [
        "We moved the two look-alike boxes apart.",
        "A rapid review of drapes and grapes.",
        "The deadline is Friday.",
        "Restrain your enthusiasm for forms.",
        "Children’s wards have their own charts.",
    ],
)
def test_ordinary_text_has_no_sensitive_subject(text):
    assert find_sensitive_content(text) == []
