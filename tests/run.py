"""Run the test suite on SQLite and on PostgreSQL: `make test`, `make quick`, `make soak`.

Usage: `python -m tests.run [--quick|--soak] [arguments of pytest]`

What needs no database runs once, with SQLite. A temporary PostgreSQL is started where its server
programs are installed. There the browser tests run, and the tests that together make every SQL
statement that the run on SQLite recorded. The soak run repeats all tests on PostgreSQL, and the
browser tests on SQLite. The last lines name what could not run here; under CI=true it is a failure.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests import chromium, postgres

ROOT = Path(__file__).resolve().parents[1]
EVERYTHING = "soak or not soak"
SELECTIONS = {
    "--quick": ("not soak and not browser", ""),
    "--soak": ("soak or browser", EVERYTHING),
    "": ("not soak and not browser", "not soak"),
}
"""What each option selects on SQLite and on PostgreSQL, as expressions of markers."""


@dataclass
class Result:
    """The outcome of the suite on one database."""

    database: str
    code: int
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    browser: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        """Return the counts in one line."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        counts += f" ({self.browser} in a browser)" if self.browser else ""
        verdict = "ok    " if self.code == 0 else "FAILED"
        return f"{verdict} {self.database}: {counts}, in {self.seconds:.0f} s"


def run_pytest(database: str, url: str, arguments: list[str]) -> Result:
    """Run pytest once.

    Args:
        database: The database's name in the report.
        url: Its URL; an empty one means a SQLite file.
        arguments: Passed on to pytest.
    """
    print(f"\n=== The suite on {database} ===\n", flush=True)
    started = time.monotonic()
    alone = {"-n", "--pdb", "-n0"} & set(arguments)
    workers = [] if alone else ["-n", "2", "--dist", "worksteal"]
    with tempfile.TemporaryDirectory(prefix="hub-report-") as folder:
        file = Path(folder) / "counts.json"
        plugin = ["-p", "tests.outcome_counts", "--outcome-counts", str(file)]
        command = [sys.executable, "-m", "pytest", *workers, *plugin, *arguments]
        code = subprocess.run(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}).returncode
        counts = json.loads(file.read_text()) if file.exists() else {}
        result = Result(database, code, **counts)
    result.seconds = time.monotonic() - started
    return result


def stop(signum: int, frame: FrameType | None) -> None:
    """Exit through the context managers, so that the database server is stopped too."""
    sys.exit(128 + signum)


def main(arguments: list[str]) -> int:
    """Run what was selected and print a summary."""
    signal.signal(signal.SIGTERM, stop)
    strict = os.environ.get("CI", "").lower() == "true"
    option = arguments.pop(0) if arguments and arguments[0] in SELECTIONS else ""
    on_sqlite, on_postgresql = SELECTIONS[option]
    programs = postgres.programs() if on_postgresql else None
    results, missing = [], []

    if on_postgresql and not programs:
        on_sqlite = "soak" if option == "--soak" else "not soak"
        missing.append(
            "Not run: the suite on PostgreSQL. No server programs are installed here "
            "(Debian: apt install postgresql)."
        )
    if option != "--quick" and not chromium.executable():
        missing.append(
            "Not run: the browser tests. No Chromium is installed here "
            "(Debian: apt install chromium)."
        )
    if programs:
        results = run_on_both(programs, on_sqlite, on_postgresql, arguments)
    else:
        results = [run_pytest("SQLite", "", ["-m", on_sqlite, *arguments])]

    print("\n=== What was run ===\n")
    for result in results:
        print(result)
    for line in missing:
        print(line)
    if missing and strict:
        print("In CI nothing may be left out, so this is a failure.")
    return 1 if (missing and strict) or any(result.code for result in results) else 0


def run_on_both(
    programs: Path, on_sqlite: str, on_postgresql: str, arguments: list[str]
) -> list[Result]:
    """Run pytest on SQLite, then with a temporary PostgreSQL server.

    Args:
        programs: The folder of PostgreSQL's server programs.
        on_sqlite: The expression of markers that selects tests on SQLite.
        on_postgresql: The same on PostgreSQL.
        arguments: Passed on to pytest.
    """
    name = f"PostgreSQL {postgres.version(programs):g}"
    coverage = ["-p", "tests.statement_coverage"]
    try:
        with (
            postgres.temporary_server(programs) as url,
            tempfile.TemporaryDirectory(prefix="hub-statements-") as record,
        ):
            build_templates(["", url])
            recording = [*coverage, f"--record-statements={record}"]
            sqlite = run_pytest("SQLite", "", ["-m", on_sqlite, *recording, *arguments])
            selection = ["-m", on_postgresql, "--second-database"]
            if on_postgresql != EVERYTHING:
                selection += [*coverage, f"--cover-statements={record}"]
            return [sqlite, run_pytest(name, url, [*selection, *arguments])]
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return [Result(f"{name} (did not start)", code=1)]


def build_templates(urls: list[str]) -> None:
    """Migrate the databases that the workers copy, all at the same time.

    Raises:
        RuntimeError: The migrations of one failed.
    """
    command = [sys.executable, "-m", "tests.template_database"]
    builders = [
        subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}) for url in urls
    ]
    if any([builder.wait() for builder in builders]):
        raise RuntimeError("A test database could not be migrated.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
