"""A database to measure in: never the one people use."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def benchmark_database(called: str, keep: bool) -> Iterator[str]:
    """Stand a database beside the hub's own in its place while the block lasts.

    It is made the way Django makes a database for tests: for SQLite a file in ``var/``, for
    PostgreSQL a database of its own on the same server, whose account must be allowed to make it.

    Args:
        called: The name of the database, or of the file.
        keep: Whether to use the one that was kept the last time, and to keep it afterwards.

    Yields:
        What it is called, for people.
    """
    before = connection.settings_dict["NAME"]
    embedded = connection.vendor == "sqlite"
    name = str(settings.VAR / f"{called}.sqlite3") if embedded else called
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
    try:
        yield f"SQLite, {name}" if embedded else f"PostgreSQL, database {name}"
    finally:
        connection.creation.destroy_test_db(before, verbosity=0, keepdb=keep)
