"""find_identifiers accepts any text, in linear time, and quotes its source exactly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identifiers import find_identifiers, find_sensitive_content

TEXT_PARTS = st.sampled_from(
    [
        *("999 819 3036", "07700 900123", "+44", "(0", "12/03/1957", "born on", "DOB", "SW1A 1AA"),
        *("a@b.example", " at ", " dot ", "Mrs ", "van der ", "O’", "died", "MRN", "&nbsp;", "%20"),
        *("14 Elm Road", "village", "midwife", "3 May 2021", "\n", "\t", "\u200b", "\u0301", "½"),
        *("٣", "①", "\ud800", "ﬁ", "İ", "🏥", "—", "_", "-", ".", "'", "”", "Ⅷ", "&#x41;", "&#0;"),
    ]
)


def assert_findings_quote_text(text: str) -> None:
    """Assert that each finding quotes the text at its position."""
    for finding in find_identifiers(text):
        assert finding.text
        assert finding.text == text[finding.start : finding.end]
    find_sensitive_content(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_scan_accepts_any_text(text):
    assert_findings_quote_text(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(TEXT_PARTS, st.text(max_size=3)), max_size=40).map("".join))
def test_scan_accepts_any_mixture_of_identifier_parts(text):
    assert_findings_quote_text(text)


REPEATED_PARTS = [
    *("9", "1 ", "0 ", "9 9", "a@", "a.", "a at b dot ", "((((", "+44 ", "07700 90", "12/03/"),
    *("Mr Aa ", "Mr van der van der ", "Mrs Bell, a b c d e f ", "Aa ", "12 March ", "her her "),
    *("born on ", "14 Elm Elm ", "hospital number ", "MRN was of the ", "nhs ", "&#", "http://a"),
    *("SW1A ", "e\u0301", "\u200b", " ", "\n", "the only midwife in Wrenbury ", "999 819 3036 "),
    *(
        "hospital number ",
        "case notes no ",
        "the vicar of ",
        "Mrs Hall's ",
        "Aa Aa's ",
        "<td ",
        "<b>",
    ),
    *(
        "date of birth, ",
        "born on 1.",
        "Our son was delivered ",
        "Northmere Hospital, ",
        "The Old ",
    ),
    "In 2024 we saw 1,234 people; Dr Patel rang 07700 900123. Mrs Bell was born on 4 May 1990. ",
]


def scan_time(part: str, length: int) -> float:
    """Return the CPU time of scanning a text of repeated parts."""
    text = (part * length)[:length]
    started = time.process_time()
    find_identifiers(text)
    return time.process_time() - started


def assert_linear_time(part: str, length: int) -> None:
    """Assert that a text of eight times the length takes about eight times as long to scan.

    A quadratic scan takes 64 times as long. The best of some tries counts, since other work on the
    machine disturbs single measurements.
    """
    short = min(scan_time(part, length) for _ in range(2))
    long = float("inf")
    for _ in range(3):
        long = min(long, scan_time(part, 8 * length))
        if long < 24 * short:
            return
        short = min(short, scan_time(part, length))
    raise AssertionError(f"{length} characters: {short:.3f} s; {8 * length}: {long:.3f} s")


@pytest.mark.parametrize("part", REPEATED_PARTS)
def test_scan_of_a_repetitive_text_is_linear_in_time(part):
    assert_linear_time(part, 1_000)


@pytest.mark.soak
@pytest.mark.parametrize("part", REPEATED_PARTS)
def test_scan_of_a_long_text_is_linear_in_time(part):
    assert_linear_time(part, 12_500)
