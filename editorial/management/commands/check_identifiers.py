"""Command that scans texts or pages for identifiers: JSON lines in, JSON lines out."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from tqdm import tqdm
from wagtail.models import Page

from editorial.safety.models import AllowedContact
from editorial.safety.page_scan import scan_page
from identifiers import DEFAULT_ALLOW_LIST, ContactAllowList, IdentifierFinding, find_identifiers


class Command(BaseCommand):
    """Works without a database: then only the well-known helplines are allowed."""

    help = (
        'Read lines of JSON, {"id": …, "field": …, "text": …}, from a file or from standard input. '
        'Write one line, {"id": …, "kind": …, "text": …, "blocking": …}, for each finding.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the input file, and the options for pages and progress."""
        parser.add_argument(
            "file", nargs="?", default="-", help="Standard input, if none is given."
        )
        parser.add_argument(
            "--pages", action="store_true", help="Check every page of the hub, and read no lines."
        )
        parser.add_argument(
            "--progress", action="store_true", help="Show it outside a terminal too."
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Scan every page, or every line of the input."""
        self._always_show_progress = options["progress"]
        if options["pages"]:
            self._scan_pages()
        else:
            self._scan_lines(options["file"])

    def _scan_lines(self, name: str) -> None:
        """Scan every line; report invalid lines and continue, then fail with their number."""
        allow_list, invalid_count = load_allow_list(), 0
        with _open_input(name) as lines:
            for number, line in enumerate(self._with_progress(lines, unit=" texts"), start=1):
                try:
                    self._scan_line(line, number, allow_list)
                except ValueError as error:
                    invalid_count += 1
                    self.stderr.write(f"Line {number}: {error}")
        if invalid_count:
            raise CommandError(f"{invalid_count} of the lines could not be read.")

    def _scan_pages(self) -> None:
        """Scan the published version and the draft of every page."""
        allow_list = load_allow_list()
        pages = Page.objects.filter(depth__gt=1).order_by("path")
        total = pages.count()
        for page in self._with_progress(pages.specific().iterator(100), unit=" pages", total=total):
            rows = dict.fromkeys(
                json.dumps(
                    {
                        "id": page.pk,
                        "field": finding.passage.field,
                        **to_row(finding),
                    }
                )
                for version in _versions(page)
                for finding in scan_page(version, allow_list)
            )
            for row in rows:
                self.stdout.write(row)

    def _with_progress(self, items: Iterable, **tqdm_options: Any) -> Iterable:
        hidden = not (self._always_show_progress or sys.stderr.isatty())
        return tqdm(items, file=sys.stderr, disable=hidden, **tqdm_options)

    def _scan_line(self, line: bytes, number: int, allow_list: ContactAllowList) -> None:
        for row in _parse_line(line, number):
            for finding in find_identifiers(row["text"], allow_list):
                self.stdout.write(json.dumps({"id": row["id"], **to_row(finding)}))


def to_row(finding: IdentifierFinding) -> dict:
    """Return the output row of a finding."""
    return {"kind": finding.kind.value, "text": finding.text, "blocking": finding.is_blocking}


def _versions(page: Page) -> Iterator[Page]:
    if page.live:
        yield page
    if page.has_unpublished_changes or not page.live:
        yield page.get_latest_revision_as_object()


def load_allow_list() -> ContactAllowList:
    """Return the stored allow list, or the well-known helplines where there is no table yet."""
    try:
        if AllowedContact._meta.db_table in connection.introspection.table_names():
            return AllowedContact.objects.as_allow_list()
    except DatabaseError:
        return DEFAULT_ALLOW_LIST
    return DEFAULT_ALLOW_LIST


def _open_input(name: str) -> IO[bytes]:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _parse_line(line: bytes, number: int) -> Iterator[dict]:
    """Yield the row of a line, or nothing where it is empty.

    Raises:
        ValueError: The line is invalid; the message says why, in plain words.
    """
    text = _decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
    if not text:
        return
    row = _parse_json(text)
    if not isinstance(row, dict):
        raise ValueError("an object with id, field and text was expected.")
    if missing := [key for key in ("id", "text") if key not in row]:
        raise ValueError(f"{' and '.join(missing)} missing.")
    if not isinstance(row["text"], str):
        raise ValueError("the text is not a text.")
    yield row


def _decode(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8.") from error


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error}).") from error
