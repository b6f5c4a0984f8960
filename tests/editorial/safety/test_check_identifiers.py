"""The command `check_identifiers`: JSON lines in, JSON lines out, invalid lines named."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from editorial.safety.models import AllowedContact

ROOT = Path(__file__).resolve().parents[3]
LINE = {"id": "a", "field": "body", "text": "Ring 01632 960001 or 116 123."}


def run_command(tmp_path, content, *options):
    file = tmp_path / "texts.jsonl"
    file.write_bytes(content)
    stdout_buffer, stderr_buffer = io.StringIO(), io.StringIO()
    error_message = ""
    try:
        call_command(
            "check_identifiers", str(file), *options, stdout=stdout_buffer, stderr=stderr_buffer
        )
    except CommandError as error:
        error_message = str(error)
    return (
        [json.loads(line) for line in stdout_buffer.getvalue().splitlines()],
        stderr_buffer.getvalue(),
        error_message,
    )


def to_json_lines(*rows):
    return "\n".join(json.dumps(row) for row in rows).encode()


@pytest.mark.django_db
def test_command_writes_one_line_per_finding(tmp_path):
    rows, stderr, error_message = run_command(
        tmp_path, to_json_lines(LINE, {**LINE, "id": 2, "text": "Nothing."})
    )
    assert rows == [{"id": "a", "kind": "telephone", "text": "01632 960001", "blocking": True}]
    assert (stderr, error_message) == ("", "")


@pytest.mark.django_db
def test_command_does_not_report_allowed_contacts(tmp_path):
    AllowedContact.objects.create(
        contact_type="telephone",
        contact="+44 1632 960001",
        organisation="A charity",
        reason="On its site.",
    )
    assert run_command(tmp_path, to_json_lines(LINE))[0] == []


@pytest.mark.django_db
def test_command_reports_invalid_lines_and_reads_the_rest(tmp_path):
    lines = [
        "\ufeff" + json.dumps(LINE),
        "",
        "not json",
        '{"id": 1}',
        '["a list"]',
        '{"id": 2, "text": null}',
        json.dumps({**LINE, "id": "last"}),
    ]
    rows, stderr, error_message = run_command(
        tmp_path, "\r\n".join(lines).encode() + b"\n\xff\xfe\n"
    )
    assert [row["id"] for row in rows] == ["a", "last"]
    for number in (3, 4, 5, 6, 8):
        assert f"Line {number}: " in stderr
    assert "Line 2" not in stderr
    assert "5 of the lines" in error_message


@pytest.mark.django_db
def test_command_names_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_identifiers", str(tmp_path / "nowhere.jsonl"))


@pytest.mark.django_db
def test_progress_option_writes_to_stderr_only(tmp_path, capsys):
    rows, _, _ = run_command(tmp_path, to_json_lines(LINE), "--progress")
    assert len(rows) == 1
    assert "texts" in capsys.readouterr().err


def test_command_runs_without_database_tables(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "check_identifiers"],
        input=to_json_lines(LINE, {"id": 3, "text": "Childline is on 0800 1111."}),
        capture_output=True,
        cwd=ROOT,
        env={"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "PATH": "/usr/bin:/bin"},
        check=True,
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a"]
    assert result.stderr == b""
