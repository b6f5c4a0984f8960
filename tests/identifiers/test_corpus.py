"""The check finds what it should, and seldom cries wolf: measured on labelled texts."""

import json

import pytest

from identifiers import WARNING_KINDS, IdentifierKind
from tests.identifiers.measure import BLOCKING, CORPUS, Measure, main, measure


@pytest.fixture(scope="module")
def measured() -> Measure:
    return measure()


def test_nearly_everything_that_must_stop_a_publication_is_found(measured):
    assert measured.recall(BLOCKING) >= 98, "\n".join(measured.missed)


@pytest.mark.parametrize("kind", BLOCKING)
def test_no_blocking_kind_is_left_behind_by_the_others(measured, kind):
    assert measured.recall([kind]) >= 95, "\n".join(measured.missed)


def test_most_of_what_deserves_a_warning_is_found(measured):
    assert measured.recall(WARNING_KINDS) >= 80, "\n".join(measured.missed)


def test_a_hundred_harmless_texts_raise_five_false_alarms_at_most(measured):
    assert measured.alarms_in_100() <= 5, "\n".join(measured.wolves)


def test_the_corpus_is_large_and_its_labels_stand_in_its_texts(measured):
    rows = [json.loads(line) for line in CORPUS.read_text().splitlines()]
    assert len(rows) >= 240
    assert measured.clean >= 100
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        for expected in row["expect"]:
            assert expected["text"] in row["text"], row["id"]
            assert expected["kind"] in set(IdentifierKind), row["id"]


def test_the_measure_can_be_read_as_a_table(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["measure", "--details"])
    main()
    shown = capsys.readouterr().out
    assert "nhs_number" in shown
    assert "False alarms:" in shown
