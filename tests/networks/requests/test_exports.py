"""Requests as a spreadsheet: columns one can sort by, and nothing that runs or breaks."""

import csv
import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import JoinRequest
from tests.networks.factories import LONDON
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db
INBOX = "/admin/networks/joinrequest/"


def rows_sent(client, query: str = "") -> list[dict[str, str]]:
    """Return the rows of the inbox as a CSV file."""
    answer = client.get(f"{INBOX}?export=csv{query}")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")  # or Excel takes "Ó" for two letters
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_export_has_columns_for_common_fields(lead, visitor, psmn):
    visitor.post(JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x", "country": "IE"}))
    came = datetime(2026, 7, 4, 20, 10, 32, 207101, tzinfo=LONDON)
    JoinRequest.objects.update(created_at=came)
    (row,) = rows_sent(lead, "&state=all")
    del row["All answers"], row["Kept until"]
    assert row == {
        "Name": "Niamh Ó Sé",
        "E-mail address": "niamh@trust.example",
        "Organisation": "A trust",
        "Role": "",
        "Country": "Ireland",
        "Network": "Patient Safety Management Network",
        "Form": "Join a network",
        "State": "Looks like spam",
        "Why it looks like spam": "A field that people do not see was filled in.",
        "Came": "2026-07-04 20:10:32",
        "Decided": "",
        "Seen to by": "",
    }
    sent = lead.get(f"{INBOX}?export=xlsx&state=all")
    sheet = load_workbook(io.BytesIO(b"".join(sent.streaming_content))).active
    first, second = ([cell.value for cell in line] for line in sheet.rows)
    told = dict(zip(first, second, strict=True))
    assert told["Came"] == came.replace(tzinfo=None, microsecond=0)
    assert told["Decided"] in {None, ""}


def test_exports_contain_text_and_no_formulas(lead, visitor, psmn):
    visitor.post(JOIN_URL, filled_form(visitor, your_name="=HYPERLINK(1)"))
    row = rows_sent(lead)[0]
    assert row["Name"] == "'=HYPERLINK(1)"
    assert "Organisation: A trust" in row["All answers"]
    book = load_workbook(io.BytesIO(b"".join(lead.get(f"{INBOX}?export=xlsx").streaming_content)))
    assert book.active["A2"].data_type in {"s", "inlineStr"}


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\ufffe", "\uffff"])
def test_export_replaces_characters_that_xlsx_forbids(lead, visitor, psmn, sign):
    visitor.post(JOIN_URL, filled_form(visitor, your_name=f"Ni{sign}amh"))
    book = load_workbook(io.BytesIO(b"".join(lead.get(f"{INBOX}?export=xlsx").streaming_content)))
    assert book.active["A2"].value == "Ni\ufffdamh"
    assert len(list(book.active.rows)) == 2


def test_answers_longer_than_a_cell_are_truncated_with_a_note(lead, join_request):
    long = [{"label": f"Question {number}", "value": "x" * 5000} for number in range(8)]
    JoinRequest.objects.filter(pk=join_request.pk).update(answers=long)
    assert len(rows_sent(lead)[0]["All answers"]) > 40_000
    book = load_workbook(io.BytesIO(b"".join(lead.get(f"{INBOX}?export=xlsx").streaming_content)))
    cells = [cell.value for cell in list(book.active.rows)[1]]
    assert str(cells[-1]).endswith("(cut here: the CSV has all of it)")
