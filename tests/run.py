"""Run the test suite on SQLite and on PostgreSQL: `make test`, `make quick`, `make soak`.

Usage: `python -m tests.run [--quick|--soak] [arguments of pytest]`

What needs no database runs once, with SQLite. A private PostgreSQL is started where its server
programs are installed. The last lines name what could not run here; under CI=true it is a failure.
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
SELECTIONS = {
    "--quick": "not soak and not browser",
    "--soak": "soak",
    "": "not soak",
}
"""What each option selects, as an expression of markers."""


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
    arguments = ["-m", SELECTIONS[option], *arguments]
    missing = []

    results = [run_pytest("SQLite", "", arguments)]
    if option != "--quick":
        if programs := postgres.programs():
            results.append(run_on_postgresql(programs, [*arguments, "--database-tests-only"]))
        else:
            missing.append(
                "Not run: the suite on PostgreSQL. No server programs are installed here "
                "(Debian: apt install postgresql)."
            )
    browser = chromium.executable()
    if not browser and option != "--quick":
        missing.append(
            "Not run: the browser tests. No Chromium is installed here "
            "(Debian: apt install chromium)."
        )

    print("\n=== What was run ===\n")
    for result in results:
        print(result)
    if browser and option != "--quick":
        driven = ", ".join(f"{result.browser} on {result.database}" for result in results)
        print(f"Browser tests: {driven}, with {browser}")
    for line in missing:
        print(line)
    if missing and strict:
        print("In CI nothing may be left out, so this is a failure.")
    return 1 if (missing and strict) or any(result.code for result in results) else 0


def run_on_postgresql(programs: Path, arguments: list[str]) -> Result:
    """Run pytest with a temporary PostgreSQL server."""
    name = f"PostgreSQL {postgres.version(programs):g}"
    try:
        with postgres.temporary_server(programs) as url:
            return run_pytest(name, url, arguments)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return Result(f"{name} (did not start)", code=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
