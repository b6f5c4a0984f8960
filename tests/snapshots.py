"""Database snapshots: the rows that a data fixture made are inserted again, not made again.

Building a small site through the ORM takes some 600 queries; its rows are inserted with one
statement per table. `snapshot` remembers what a fixture added to the database when it first ran
in this process, and inserts that wherever the test's database is in the same state as then.
`restore_initial_rows` gives the database back the rows of its migrations after a transactional
test. It takes the place of Django's flush, which empties every table.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

READING = (
    "SELECT",
    "BEGIN",
    "COMMIT",
    "SET ",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "PRAGMA",
    "EXPLAIN",
)

Rows = dict[Any, tuple]
"""The rows of one table by primary key."""


class Table:
    """A table whose rows are read and written as the database driver gives them."""

    def __init__(self, model: type[models.Model]) -> None:
        quote = connection.ops.quote_name
        stored = [column for column in model._meta.local_concrete_fields if not column.generated]
        columns = ", ".join(quote(column.column) for column in stored)
        key = model._meta.pk.column
        table = quote(model._meta.db_table)
        self.key = [column.column for column in stored].index(key)
        self.select = " ".join(["SELECT", columns, "FROM", table])
        self.delete = " ".join(["DELETE FROM", table, "WHERE", quote(key), "= %s"])
        marks = ", ".join("%s" for column in stored)
        self.insert = " ".join(["INSERT INTO", table, f"({columns}) VALUES ({marks})"])

    def read(self, cursor: Any) -> Rows:
        """Return all rows."""
        cursor.execute(self.select)
        return {row[self.key]: row for row in cursor.fetchall()}


@functools.cache
def tables() -> dict[str, Table]:
    """Return the tables of all models; those of SQLite's search are filled by its triggers."""
    concrete = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    return {
        name: Table(model)
        for name, model in concrete.items()
        if name in present and not name.endswith("_fts")
    }


def read_rows() -> dict[str, Rows]:
    """Return the rows of every table."""
    with connection.cursor() as cursor:
        return {name: table.read(cursor.cursor) for name, table in tables().items()}


class Difference:
    """The statements that lead from the rows of one state to those of another."""

    def __init__(self, before: dict[str, Rows], after: dict[str, Rows]) -> None:
        self.statements: list[tuple[str, list[tuple]]] = []
        for name, table in tables().items():
            old, new = before[name], after[name]
            if old is new or old == new:
                continue
            gone = [(key,) for key, row in old.items() if new.get(key) != row]
            added = [row for key, row in new.items() if old.get(key) != row]
            if gone:
                self.statements.append((table.delete, gone))
            if added:
                self.statements.append((table.insert, added))
        self._script = None

    def apply(self) -> None:
        """Delete and insert the rows; foreign keys are checked at the end of the transaction."""
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                self._apply_at_once(cursor.cursor)
            else:
                for statement, rows in self.statements:
                    cursor.cursor.executemany(statement, rows)

    def _apply_at_once(self, cursor: Any) -> None:
        # One message to the server holds all statements.
        if self._script is None:
            self._script = ";".join(
                cursor.mogrify(statement, row)
                for statement, rows in self.statements
                for row in rows
            )
        if self._script:
            cursor.execute(self._script)


# --- The state of the database in the running test ---------------------------------------------


@dataclass
class State:
    """What is known about the rows of the test's database.

    Attributes:
        path: The snapshots applied since the test began, one after the other.
        known: Whether nothing else was written.
    """

    path: tuple[str, ...] = ()
    known: bool = True
    rows: dict[tuple[str, ...], dict[str, Rows]] = field(default_factory=dict)

    def watch(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Notice that something else is written."""
        if self.known and not sql.startswith(READING):
            self.known = False
        return execute(sql, params, many, context)

    def begin_test(self) -> None:
        """Expect the rows of the migrations, and nothing else."""
        self.path, self.known = (), True
        if self.watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.watch)


state = State()


def remember_initial_rows() -> None:
    """Remember what the migrations wrote, once per process."""
    state.begin_test()
    state.rows[("atomic",)] = state.rows[("committed",)] = read_rows()


def restore_initial_rows() -> None:
    """Give every table the rows that the migrations wrote."""
    Difference(read_rows(), state.rows[("committed",)]).apply()


# --- Data fixtures -----------------------------------------------------------------------------


@dataclass
class Snapshot:
    """What a data fixture made: its difference to the state before, its result, and its files."""

    difference: Difference
    result: Any
    files: dict[Path, bytes]

    def apply(self) -> Any:
        """Make the rows and files anew, and return the fixture's result with fresh objects."""
        self.difference.apply()
        for path, content in self.files.items():
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return fresh(self.result, {})


_snapshots: dict[tuple[str, ...], Snapshot] = {}


def snapshot(build: Callable) -> Callable:
    """Let a data fixture insert remembered rows wherever the state is the same as when it ran.

    The fixture returns model instances, plain values, or lists, dictionaries and namespaces of
    them. Instances are read from the database each time, so that no test sees another's changes.
    """

    @functools.wraps(build)
    def build_or_apply(*args: Any, **kwargs: Any) -> Any:
        # Outside a transaction, callbacks on commit add to what a fixture writes.
        begin = state.path or (("atomic",) if connection.in_atomic_block else ("committed",))
        path = (*begin, f"{build.__module__}.{build.__qualname__}")
        if not state.known or state.watch not in connection.execute_wrappers:
            return build(*args, **kwargs)
        if path in _snapshots:
            state.path = path
            return _snapshots[path].apply()
        before, files = state.rows[begin], stored_files()
        result = build(*args, **kwargs)
        state.rows[path] = share(before, read_rows())
        _snapshots[path] = Snapshot(
            Difference(before, state.rows[path]),
            reference(result),
            {file: file.read_bytes() for file in stored_files() - files},
        )
        state.path, state.known = path, True
        return result

    return build_or_apply


def share(before: dict[str, Rows], after: dict[str, Rows]) -> dict[str, Rows]:
    """Return the later rows, with the earlier dictionary for each table that did not change."""
    return {name: before[name] if before[name] == rows else rows for name, rows in after.items()}


def stored_files() -> set[Path]:
    """Return the files in this process's folders for public and private uploads."""
    folders = (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT))
    return {file for folder in folders for file in folder.rglob("*") if file.is_file()}


@dataclass(frozen=True)
class Reference:
    """A model instance, by its class and primary key."""

    model: type[models.Model]
    pk: Any


def reference(value: Any) -> Any:
    """Replace model instances by references, at any depth."""
    match value:
        case models.Model():
            return Reference(type(value), value.pk)
        case SimpleNamespace():
            return SimpleNamespace(**reference(vars(value)))
        case dict():
            return {key: reference(part) for key, part in value.items()}
        case list() | tuple():
            return type(value)(reference(part) for part in value)
    return value


def fresh(value: Any, known: dict[Reference, models.Model]) -> Any:
    """Replace references by instances from the database."""
    match value:
        case Reference():
            if value not in known:
                known[value] = value.model._base_manager.get(pk=value.pk)
            return known[value]
        case SimpleNamespace():
            return SimpleNamespace(**fresh(vars(value), known))
        case dict():
            return {key: fresh(part, known) for key, part in value.items()}
        case list() | tuple():
            return type(value)(fresh(part, known) for part in value)
    return value
