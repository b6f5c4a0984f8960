"""Records which SQL statements each test makes, and selects tests that together make all of them.

The suite runs on SQLite first. Of the tests that need a database, the run on PostgreSQL takes
those that are needed for each recorded statement to be made there too. A statement is compared by
its structure, so a rule of a view, once shown on SQLite, is not shown again by the same queries.

A plugin: `pytest -p tests.statement_coverage --record-statements FOLDER` records, and
`--cover-statements FOLDER` selects.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from heapq import heapify, heappop, heappush
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.sql.compiler import SQLCompiler

MINIMUM_SECONDS = 0.05
"""What a test costs at least, however short its function is."""
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
"""How the statements begin that differ from test to test by a number only."""
_VALUE = r"(?:%s|\d+|'[^']*'|NULL)"
_STRUCTURE = [
    (re.compile(rf"{_VALUE}(?:, {_VALUE})+"), "values"),
    (re.compile(r"\(values\)(?:, \(values\))+"), "(values)"),
    (re.compile(rf"\b{_VALUE}"), "value"),
    (re.compile(r'^SELECT (DISTINCT )?(?:"\w+"\."\w+"(?:, )?)+ '), r"SELECT \1columns "),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for the folder of the record."""
    parser.addoption("--record-statements", type=Path, help="The folder to record to.")
    parser.addoption("--cover-statements", type=Path, help="The folder of an earlier record.")


def pytest_configure(config: pytest.Config) -> None:
    """Register what the options ask for, in each xdist worker."""
    if folder := config.getoption("record_statements"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        config.pluginmanager.register(StatementRecorder(folder / f"{worker}.jsonl"))
    if folder := config.getoption("cover_statements"):
        config.pluginmanager.register(StatementSelection(read_record(folder)))


@lru_cache(maxsize=100_000)
def structure_digest(sql: str, *, locks_rows: bool) -> str:
    """Return a digest of a statement without its values, and without the columns it selects.

    Args:
        sql: The statement, as it is passed to the database driver.
        locks_rows: Whether the query selects rows for update, which SQLite's SQL does not show.
    """
    for pattern, replacement in _STRUCTURE:
        sql = pattern.sub(replacement, sql)
    return hashlib.sha256(f"{locks_rows}{sql}".encode()).hexdigest()[:12]


class StatementRecorder:
    """Writes the duration and the statements of each test, one JSON line for each."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.statements: set[str] = set()
        self.locking_queries = 0
        connection_created.connect(self.watch_connection)
        self.watch_row_locks()

    def watch_connection(self, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
        """Have each statement of a new connection recorded."""
        if self.record not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.record)

    def record(
        self, execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Record a statement, and execute it."""
        if not str(sql).startswith(SAVEPOINTS):
            self.statements.add(structure_digest(str(sql), locks_rows=self.locking_queries > 0))
        return execute(sql, params, many, context)

    def watch_row_locks(self) -> None:
        """Count the queries that select rows for update while they are executed."""
        execute_sql = SQLCompiler.execute_sql

        def execute(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
            with self.counted(compiler.query.select_for_update):
                return execute_sql(compiler, *args, **kwargs)

        SQLCompiler.execute_sql = execute

    @contextmanager
    def counted(self, locks_rows: bool) -> Iterator[None]:
        """Count a query as locking rows."""
        self.locking_queries += locks_rows
        try:
            yield
        finally:
            self.locking_queries -= locks_rows

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Record one test with its set-up."""
        self.statements.clear()
        started = monotonic()
        result = yield
        line = [item.nodeid, round(monotonic() - started, 3), sorted(self.statements)]
        with self.file.open("a") as file:
            file.write(json.dumps(line) + "\n")
        return result


class StatementSelection:
    """Selects the tests that cover a record, and those that it says nothing about."""

    def __init__(self, record: dict[str, tuple[float, set[str]]]) -> None:
        self.record = record

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Deselect the tests whose statements others make.

        Tests of simultaneous requests, of browsers and of values that databases treat differently
        are never deselected.
        """
        always = {item.nodeid for item in items if needs_each_database(item)}
        always |= {item.nodeid for item in items if item.nodeid not in self.record}
        selected = cover_statements(
            {item.nodeid: self.record[item.nodeid] for item in items if item.nodeid in self.record},
            always,
        )
        deselected = [item for item in items if item.nodeid not in selected]
        items[:] = [item for item in items if item.nodeid in selected]
        config.hook.pytest_deselected(items=deselected)


def needs_each_database(item: pytest.Item) -> bool:
    """Return whether a test shows more than its statements tell."""
    django_db = item.get_closest_marker("django_db")
    is_transactional = django_db is not None and django_db.kwargs.get("transaction", False)
    return is_transactional or item.get_closest_marker("each_database") is not None


def cover_statements(record: dict[str, tuple[float, set[str]]], always: set[str]) -> set[str]:
    """Return tests that together make all statements of a record, the cheapest for each first.

    Args:
        record: The duration in seconds and the statements of each test.
        always: Tests that are selected in any case.
    """
    selected = set(always)
    missing = set().union(*(statements for _, statements in record.values()))
    missing -= set().union(*(record[test][1] for test in always if test in record))

    def cost(test: str) -> float:
        """Return the seconds for each statement that is missing yet."""
        seconds, statements = record[test]
        return max(seconds, MINIMUM_SECONDS) / (len(statements & missing) or 0.001)

    # What a test adds only becomes less, so a cost computed earlier is never too high.
    candidates = [(cost(test), test) for test in record]
    heapify(candidates)
    while missing:
        _, test = heappop(candidates)
        if candidates and cost(test) > candidates[0][0]:
            heappush(candidates, (cost(test), test))
            continue
        selected.add(test)
        missing -= record[test][1]
    return selected


def read_record(folder: Path) -> dict[str, tuple[float, set[str]]]:
    """Return the duration in seconds and the statements of each test of a record."""
    lines = [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]
    return {test: (seconds, set(statements)) for test, seconds, statements in lines}
