"""A migrated database that is stored between test runs, for workers to copy.

On SQLite it is a file; on PostgreSQL a database of the test server, which is restored from a dump
where one was kept. Both are named by a digest of the migrations, the settings and the libraries.

`python -m tests.template_database` builds the template of the database in `DATABASE_URL`.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test-databases"
# The states of the migrations are large; collecting garbage less often saves a third of the time.
MIGRATE = "import gc; gc.set_threshold(100_000); import manage; manage.main()"


def digest() -> str:
    """Return a name for exactly these migrations, settings and libraries."""
    sources = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("site/*/migrations/*.py"),
        *ROOT.glob("site/config/settings/*.py"),
        ROOT / "requirements" / "dev.txt",
    ]
    found = hashlib.sha256()
    for source in sorted(sources):
        found.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return found.hexdigest()[:20]


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Let one process at a time build a template; the others wait and use it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(address: str) -> None:
    """Migrate a database in a separate process.

    Raises:
        RuntimeError: The migrations failed.
    """
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-c", MIGRATE, "migrate", "--verbosity", "0"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"The template database could not be migrated:\n{result.stderr}")


def keep_only(file: Path) -> None:
    """Remove the templates of other migrations."""
    for other in FOLDER.glob(f"*{file.suffix}"):
        if other != file:
            other.unlink(missing_ok=True)


# --- SQLite ------------------------------------------------------------------------------------


def sqlite_template() -> Path:
    """Return the template's file; build it first where there is none."""
    template = FOLDER / f"{digest()}.sqlite3"
    with locked("sqlite"):
        if not template.exists():
            # Built under another name and renamed, so that an interrupted run leaves no part of it.
            aside = FOLDER / "migrating"
            aside.unlink(missing_ok=True)
            migrate(f"sqlite:///{aside}")
            aside.replace(template)
            keep_only(template)
    return template


# --- PostgreSQL --------------------------------------------------------------------------------


def postgresql_template() -> str:
    """Return the name of a template on the test server; build it first where there is none."""
    name, building = f"template_{digest()}", "migrating"
    with locked("postgresql"), psycopg.connect(_address("postgres"), autocommit=True) as server:
        named = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not server.execute(named, [name]).fetchone():
            for statement in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
                server.execute(sql.SQL(statement).format(sql.Identifier(building)))
            _fill(building)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))
    return name


def _address(name: str) -> str:
    """Return the URL of a database on the server that the tests were given."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _fill(name: str) -> None:
    """Restore a stored dump into an empty database, or migrate it and store a dump."""
    programs = postgres.programs()
    version = postgres.version(programs) if programs else 0
    dump = FOLDER / f"{digest()}-{version:g}.dump"
    if dump.exists():
        restore = [programs / "pg_restore", "--no-owner", "-d", _address(name), dump]
        subprocess.run(restore, check=True)
        return
    migrate(_address(name))
    if programs and (programs / "pg_dump").exists():
        part = dump.with_suffix(".part")
        save = [programs / "pg_dump", "--format=custom", "-Z0", "-f", part, _address(name)]
        subprocess.run(save, check=True)
        part.replace(dump)
        keep_only(dump)


if __name__ == "__main__":
    if os.environ.get("DATABASE_URL"):
        postgresql_template()
    else:
        sqlite_template()
