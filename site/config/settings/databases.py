"""Databases by address: SQLite in WAL mode by default, PostgreSQL where its address is given."""

from pathlib import Path

import dj_database_url


def sqlite_settings(path: Path) -> dict:
    """Return the settings of a SQLite database whose writers wait for each other.

    Args:
        path: The database file. Its folder is made when it is missing.

    Source of the options: SQLite's own advice for several writers, write-ahead logging and
    transactions that take the write lock at their start.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def database_from_url(address: str, fallback: Path | None = None) -> dict:
    """Return the settings for a database address.

    Args:
        address: A URL such as ``postgresql://user:secret@host/hub``, or an empty string.
        fallback: The SQLite file to use when the address is empty.

    Raises:
        ValueError: The address is empty and there is no fallback, or its scheme is unknown.
    """
    if address.startswith("sqlite:///"):
        return sqlite_settings(Path(address.removeprefix("sqlite:///")))
    if address:
        return dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    if fallback is None:
        raise ValueError("A database address is needed, for example postgresql://…")
    return sqlite_settings(fallback)
