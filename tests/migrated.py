"""A migrated SQLite database, kept from one run of the tests for the next: most of a short run."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "migrated"


def _template() -> Path:
    """Return the file for exactly these migrations, on exactly these libraries."""
    sources = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("site/*/migrations/*.py"),
        ROOT / "requirements" / "dev.txt",
    ]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:20]}.sqlite3"


def copy_to(file: Path) -> None:
    """Begin a test database with the kept one, if there is one."""
    if _template().exists():
        shutil.copyfile(_template(), file)


def keep(file: Path) -> None:
    """Keep a test database that was just migrated, in place of those of other migrations."""
    template = _template()
    if template.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    # Written aside and moved, since several processes may come to it at once.
    aside = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(file)) as database, closing(sqlite3.connect(aside)) as copy:
        database.backup(copy)
    aside.replace(template)
