"""A private PostgreSQL for one run of the tests, from the programs installed here.

It listens on a socket in a folder of its own, keeps nothing, and is gone afterwards.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_parallel_workers_per_gather": "0",
    "log_min_messages": "fatal",
}


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs, or None."""
    found = [folder for place in PLACES for folder in Path("/").glob(place[1:])]
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True)
        found.append(Path(said.stdout.strip()))
    if initdb := shutil.which("initdb"):
        found.append(Path(initdb).resolve().parent)
    whole = [folder for folder in found if (folder / "initdb").exists()]
    return max(whole, key=version, default=None)


def version(folder: Path) -> float:
    """Return the version of the programs in a folder, as a number to compare."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    number = re.search(r"\d+(\.\d+)?", said.stdout)
    return float(number[0]) if number else 0


def somebody_else() -> dict:
    """Return how to start a process as somebody without rights: PostgreSQL refuses root."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise RuntimeError("Neither postgres nor nobody is an account here, and root cannot serve.")


@contextmanager
def private_server(folder: Path) -> Iterator[str]:
    """Run a server while the block lasts.

    Args:
        folder: Where the server programs are.

    Yields:
        The address of its database.

    Raises:
        RuntimeError: The server could not be made or did not start; with what it said.
    """
    # A socket's whole path must stay below some hundred letters, so not in a long TMPDIR.
    home = Path(tempfile.mkdtemp(prefix="hub-pg-", dir="/tmp"))
    who = somebody_else()
    if who:
        os.chown(home, who["user"], who["group"])
    server = None
    try:
        make_cluster(folder, home, who)
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *options],
                cwd=home,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **who,
            )
        wait_for(folder, home, server)
        yield f"postgresql://hub@{quote(str(home), safe='')}/postgres"
    finally:
        if server:
            end(server)
        shutil.rmtree(home, ignore_errors=True)


def make_cluster(folder: Path, home: Path, who: dict) -> None:
    """Make the server's files; the locale is the one that orders letters alike everywhere."""
    said = ""
    for locale in ("C.UTF-8", "C"):
        shutil.rmtree(home / "data", ignore_errors=True)
        made = subprocess.run(
            [
                *(folder / "initdb", "-D", home / "data", "-U", "hub", "-A", "trust"),
                *("-E", "UTF8", f"--locale={locale}", "--no-sync", "--no-instructions"),
            ],
            cwd=home,
            capture_output=True,
            text=True,
            **who,
        )
        if not made.returncode:
            return
        said = made.stderr
    raise RuntimeError(f"initdb did not succeed:\n{said}")


def wait_for(folder: Path, home: Path, server: subprocess.Popen) -> None:
    """Return when the server answers."""
    for _ in range(300):
        asked = subprocess.run(
            [folder / "pg_isready", "-q", "-h", home, "-U", "hub", "-d", "postgres"]
        )
        if asked.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def end(server: subprocess.Popen) -> None:
    """Stop the server at once; what it held is not wanted any more."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
