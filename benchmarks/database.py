"""The benchmarks' own database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def benchmark_database(name: str, keep: bool) -> Iterator[str]:
    """Use a separate database in place of the hub's own inside the block.

    It is made the way Django makes a database for tests: for SQLite a file in ``var/``, for
    PostgreSQL a database of its own on the same server, whose account must be allowed to make it.

    Args:
        name: The name of the database or file.
        keep: Whether to reuse an existing database and keep it afterwards.

    Yields:
        A display name of the database.
    """
    before = connection.settings_dict["NAME"]
    embedded = connection.vendor == "sqlite"
    test_name = str(settings.VAR / f"{name}.sqlite3") if embedded else name
    connection.settings_dict["TEST"]["NAME"] = test_name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
    try:
        yield f"SQLite, {test_name}" if embedded else f"PostgreSQL, database {test_name}"
    finally:
        connection.creation.destroy_test_db(before, verbosity=0, keepdb=keep)
