"""Database settings from a URL: SQLite in WAL mode by default, or PostgreSQL."""

from pathlib import Path

import dj_database_url


def sqlite_settings(path: Path) -> dict:
    """Return the settings of a SQLite database for several concurrent writers.

    Args:
        path: The database file. Its folder is created if it does not exist.

    Source of the options: SQLite's documentation of write-ahead logging and of BEGIN IMMEDIATE,
    which takes the write lock at the start of a transaction.
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


def database_from_url(url: str, fallback: Path | None = None) -> dict:
    """Return the settings of the database at a URL.

    Args:
        url: A URL such as ``postgresql://user:secret@host/hub``, or an empty string.
        fallback: The SQLite file to use if the URL is empty.

    Raises:
        ValueError: The URL is empty and there is no fallback, or its scheme is unknown.
    """
    if url.startswith("sqlite:///"):
        return sqlite_settings(Path(url.removeprefix("sqlite:///")))
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if fallback is None:
        raise ValueError("A database address is needed, for example postgresql://…")
    return sqlite_settings(fallback)
