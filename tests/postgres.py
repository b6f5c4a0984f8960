"""A temporary PostgreSQL server for one test run.

It listens on a Unix socket in a temporary folder, which is deleted afterwards.
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

PROGRAM_FOLDERS = (
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
    found = [folder for pattern in PROGRAM_FOLDERS for folder in Path("/").glob(pattern[1:])]
    if config := shutil.which("pg_config"):
        output = subprocess.run([config, "--bindir"], capture_output=True, text=True)
        found.append(Path(output.stdout.strip()))
    if initdb := shutil.which("initdb"):
        found.append(Path(initdb).resolve().parent)
    complete = [folder for folder in found if (folder / "initdb").exists()]
    return max(complete, key=version, default=None)


def version(folder: Path) -> float:
    """Return the version of the programs in a folder, as a number to compare."""
    output = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    number = re.search(r"\d+(\.\d+)?", output.stdout)
    return float(number[0]) if number else 0


def unprivileged_user() -> dict:
    """Return arguments that start a process as an unprivileged user: PostgreSQL refuses root."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise RuntimeError("Neither postgres nor nobody is an account here, and root cannot serve.")


@contextmanager
def temporary_server(folder: Path) -> Iterator[str]:
    """Run a server for the duration of the block.

    Args:
        folder: Where the server programs are.

    Yields:
        The address of its database.

    Raises:
        RuntimeError: The server could not be made or did not start; with its log.
    """
    # The path of a socket is limited to some hundred characters, so not in a long TMPDIR.
    directory = Path(tempfile.mkdtemp(prefix="hub-pg-", dir="/tmp"))
    user = unprivileged_user()
    if user:
        os.chown(directory, user["user"], user["group"])
    server = None
    try:
        create_cluster(folder, directory, user)
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (directory / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", directory / "data", "-k", directory, *options],
                cwd=directory,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **user,
            )
        wait_until_ready(folder, directory, server)
        yield f"postgresql://hub@{quote(str(directory), safe='')}/postgres"
    finally:
        if server:
            stop_server(server)
        shutil.rmtree(directory, ignore_errors=True)


def create_cluster(folder: Path, directory: Path, user: dict) -> None:
    """Create the database cluster, with a locale that sorts alike on every machine."""
    output = ""
    for locale in ("C.UTF-8", "C"):
        shutil.rmtree(directory / "data", ignore_errors=True)
        result = subprocess.run(
            [
                *(folder / "initdb", "-D", directory / "data", "-U", "hub", "-A", "trust"),
                *("-E", "UTF8", f"--locale={locale}", "--no-sync", "--no-instructions"),
            ],
            cwd=directory,
            capture_output=True,
            text=True,
            **user,
        )
        if not result.returncode:
            return
        output = result.stderr
    raise RuntimeError(f"initdb did not succeed:\n{output}")


def wait_until_ready(folder: Path, directory: Path, server: subprocess.Popen) -> None:
    """Return when the server answers."""
    for _ in range(300):
        result = subprocess.run(
            [folder / "pg_isready", "-q", "-h", directory, "-U", "hub", "-d", "postgres"]
        )
        if result.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{(directory / 'log').read_text()}")


def stop_server(server: subprocess.Popen) -> None:
    """Stop the server at once, without saving its data."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
