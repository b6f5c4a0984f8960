"""Recall and false positives of find_identifiers, measured on the labelled corpus."""

import json

import pytest

from identifiers import WARNING_KINDS, IdentifierKind, find_identifiers
from tests.identifiers.measure import (
    BLOCKING,
    CORPUS,
    UNTOUCHED,
    RecallMeasurement,
    main,
    matches,
    measure,
)

ROWS = [json.loads(line) for line in CORPUS.read_text().splitlines()]


@pytest.mark.parametrize("kind", list(IdentifierKind))
def test_first_labelled_identifiers_of_each_kind_are_found(kind):
    rows = [row for row in ROWS if any(label["kind"] == kind for label in row["expect"])][:5]
    found = [
        any(matches(finding, row["text"], label) for finding in find_identifiers(row["text"]))
        for row in rows
        for label in row["expect"]
        if label["kind"] == kind
    ]
    assert sum(found) >= len(found) - 1


def test_first_clean_texts_have_no_false_positives():
    clean = [row["text"] for row in ROWS if not row["expect"]][:50]
    assert sum(bool(find_identifiers(text)) for text in clean) <= 2


def test_corpus_is_large_and_its_labels_occur_in_its_texts():
    assert len(ROWS) >= 240
    assert sum(not row["expect"] for row in ROWS) >= 100
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        for label in row["expect"]:
            assert label["text"] in row["text"], row["id"]
            assert label["kind"] in set(IdentifierKind), row["id"]


@pytest.fixture(scope="module")
def measurement() -> RecallMeasurement:
    """Return the measurement of the whole corpus."""
    return measure()


@pytest.mark.soak
def test_recall_of_blocking_kinds_is_at_least_98_percent(measurement):
    assert measurement.recall(BLOCKING) >= 98, "\n".join(measurement.missed)


@pytest.mark.soak
@pytest.mark.parametrize("kind", BLOCKING)
def test_recall_of_each_blocking_kind_is_at_least_95_percent(measurement, kind):
    assert measurement.recall([kind]) >= 95, "\n".join(measurement.missed)


@pytest.mark.soak
def test_recall_of_warning_kinds_is_at_least_80_percent(measurement):
    assert measurement.recall(WARNING_KINDS) >= 80, "\n".join(measurement.missed)


@pytest.mark.soak
def test_clean_texts_have_at_most_four_false_positives_in_a_hundred(measurement):
    assert measurement.false_positives_in_100() <= 4, "\n".join(measurement.false_positive_details)


@pytest.mark.soak
def test_texts_that_corrected_no_rule_score_alike():
    """The failure names no text, so that nobody corrects a rule with it."""
    result = measure(UNTOUCHED)
    assert result.recall(BLOCKING) >= 98
    assert result.recall(WARNING_KINDS) >= 80
    assert result.false_positives_in_100() <= 4


def test_measurement_is_printed_as_a_table(tmp_path, capsys, monkeypatch):
    sample = tmp_path / "sample.jsonl"
    sample.write_text("\n".join(json.dumps(row) for row in ROWS[:20]))
    monkeypatch.setattr("sys.argv", ["measure", "--details", str(sample)])
    main()
    output = capsys.readouterr().out
    assert "nhs_number" in output
    assert "False alarms:" in output
