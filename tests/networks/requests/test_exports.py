"""Exports of the inbox: sortable columns, no formulas, valid XLSX files."""

import csv
import io
from datetime import datetime

import pytest
from django.db import connection
from openpyxl import load_workbook

from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import JoinRequest
from tests.networks.factories import LONDON
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db
INBOX = "/admin/networks/joinrequest/"


def exported_rows(client, query: str = "") -> list[dict[str, str]]:
    """Return the rows of the inbox as a CSV file."""
    response = client.get(f"{INBOX}?export=csv{query}")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")  # without it Excel reads "Ó" as two characters
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_export_has_columns_for_common_fields(organiser_client, visitor, psmn):
    visitor.post(JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x", "country": "IE"}))
    created_at = datetime(2026, 7, 4, 20, 10, 32, 207101, tzinfo=LONDON)
    JoinRequest.objects.update(created_at=created_at)
    (row,) = exported_rows(organiser_client, "&state=all")
    del row["All answers"], row["Kept until"]
    assert row == {
        "Name": "Niamh Ó Sé",
        "Email address": "niamh@trust.example",
        "Organisation": "A trust",
        "Role": "",
        "Country": "Ireland",
        "Network": "Patient Safety Management Network",
        "Form": "Join a network",
        "Status": "Possible spam",
        "Why it looks like spam": "A hidden field was filled in.",
        "Received": "2026-07-04 20:10:32",
        "Decided": "",
        "Assigned to": "",
    }
    response = organiser_client.get(f"{INBOX}?export=xlsx&state=all")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    first, second = ([cell.value for cell in line] for line in sheet.rows)
    cells = dict(zip(first, second, strict=True))
    assert cells["Received"] == created_at.replace(tzinfo=None, microsecond=0)
    assert cells["Decided"] in {None, ""}


def test_exports_contain_text_and_no_formulas(organiser_client, visitor, psmn):
    visitor.post(JOIN_URL, filled_form(visitor, your_name="=HYPERLINK(1)"))
    row = exported_rows(organiser_client)[0]
    assert row["Name"] == "'=HYPERLINK(1)"
    assert "Organisation: A trust" in row["All answers"]
    book = load_workbook(
        io.BytesIO(b"".join(organiser_client.get(f"{INBOX}?export=xlsx").streaming_content))
    )
    assert book.active["A2"].data_type in {"s", "inlineStr"}


def test_bad_entries_break_no_export(organiser_client, join_request):
    # PostgreSQL refuses these by itself.
    bad = "\ud800\x00\udfff" if connection.vendor == "sqlite" else "\x01"
    answers = [
        {"label": f"Or{bad}ganisation", "value": f"A {bad}ward", "meaning": "organisation"},
        {"label": "Choices", "value": ["one\x1b", 2, None]},
        {"value": "a value without a question"},
        {"label": "a question without a value", "meaning": "role"},
    ]
    JoinRequest.objects.update(name="Ni\x01\x1b\ufffe\uffffamh", answers=answers)
    (row,) = exported_rows(organiser_client)
    assert (row["Name"], row["Organisation"], row["Role"]) == ("Niamh", "A ward", "")
    assert "Choices: one, 2, None" in row["All answers"]
    response = organiser_client.get(f"{INBOX}?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.active["A2"].value == "Niamh"
    assert len(list(book.active.rows)) == 2


def test_answers_longer_than_a_cell_are_truncated_with_a_note(organiser_client, join_request):
    long = [{"label": f"Question {number}", "value": "x" * 5000} for number in range(8)]
    JoinRequest.objects.filter(pk=join_request.pk).update(answers=long)
    assert len(exported_rows(organiser_client)[0]["All answers"]) > 40_000
    book = load_workbook(
        io.BytesIO(b"".join(organiser_client.get(f"{INBOX}?export=xlsx").streaming_content))
    )
    cells = [cell.value for cell in list(book.active.rows)[1]]
    assert str(cells[-1]).endswith("(shortened here, the CSV file has the full text)")
