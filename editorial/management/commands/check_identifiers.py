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
        'Read lines of JSON, {"id": …, "field": …, "text": …}, from a file or from standard input; '
        'write one line, {"id": …, "kind": …, "text": …, "blocking": …}, for each finding.'
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
        self._always_shown = options["progress"]
        if options["pages"]:
            self._check_pages()
        else:
            self._check_lines(options["file"])

    def _check_lines(self, name: str) -> None:
        """Scan every line; report invalid lines and continue, then fail with their number."""
        allowed, bad = allowed_contacts(), 0
        with _opened(name) as lines:
            for number, line in enumerate(self._shown(lines, unit=" texts"), start=1):
                try:
                    self._check(line, number, allowed)
                except ValueError as wrong:
                    bad += 1
                    self.stderr.write(f"Line {number}: {wrong}")
        if bad:
            raise CommandError(f"{bad} of the lines could not be read.")

    def _check_pages(self) -> None:
        """Scan the published version and the draft of every page."""
        allowed = allowed_contacts()
        pages = Page.objects.filter(depth__gt=1).order_by("path")
        total = pages.count()
        for page in self._shown(pages.specific().iterator(100), unit=" pages", total=total):
            rows = dict.fromkeys(
                json.dumps({"id": page.pk, "field": one.passage.field, **as_row(one.finding)})
                for version in _versions(page)
                for one in scan_page(version, allowed)
            )
            for row in rows:
                self.stdout.write(row)

    def _shown(self, things: Iterable, **how: Any) -> Iterable:
        hidden = not (self._always_shown or sys.stderr.isatty())
        return tqdm(things, file=sys.stderr, disable=hidden, **how)

    def _check(self, line: bytes, number: int, allowed: ContactAllowList) -> None:
        for row in _rows(line, number):
            for found in find_identifiers(row["text"], allowed):
                self.stdout.write(json.dumps({"id": row["id"], **as_row(found)}))


def as_row(found: IdentifierFinding) -> dict:
    """Return the output row of a finding."""
    return {"kind": found.kind.value, "text": found.text, "blocking": found.is_blocking}


def _versions(page: Page) -> Iterator[Page]:
    if page.live:
        yield page
    if page.has_unpublished_changes or not page.live:
        yield page.get_latest_revision_as_object()


def allowed_contacts() -> ContactAllowList:
    """Return the stored allow list, or the well-known helplines where there is no table yet."""
    try:
        if AllowedContact._meta.db_table in connection.introspection.table_names():
            return AllowedContact.objects.as_allow_list()
    except DatabaseError:
        return DEFAULT_ALLOW_LIST
    return DEFAULT_ALLOW_LIST


def _opened(name: str) -> IO[bytes]:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as wrong:
        raise CommandError(f"{name} cannot be read: {wrong.strerror}.") from wrong


def _rows(line: bytes, number: int) -> Iterator[dict]:
    """Yield the row of a line, or nothing where it is empty.

    Raises:
        ValueError: The line is invalid; the message says why, in plain words.
    """
    text = _decoded(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
    if not text:
        return
    row = _parsed(text)
    if not isinstance(row, dict):
        raise ValueError("an object with id, field and text was expected.")
    if missing := [key for key in ("id", "text") if key not in row]:
        raise ValueError(f"{' and '.join(missing)} missing.")
    if not isinstance(row["text"], str):
        raise ValueError("the text is not a text.")
    yield row


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as wrong:
        raise ValueError("not UTF-8.") from wrong


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise ValueError(f"not JSON ({wrong}).") from wrong
