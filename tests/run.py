"""Run the whole suite on SQLite and then on PostgreSQL: `make test`.

Usage: `python -m tests.run [what pytest understands …]`

A PostgreSQL of our own is started where its server programs are installed. What could not be run
here is said in the last lines; under CI=true it is a failure.
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


@dataclass
class Run:
    """What came of the suite on one database."""

    database: str
    code: int
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    browser: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        """Say it in one line."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        verdict = "ok    " if self.code == 0 else "FAILED"
        return f"{verdict} {self.database}: {counts}, in {self.seconds:.0f} s"


def suite(database: str, address: str, arguments: list[str]) -> Run:
    """Run pytest once.

    Args:
        database: What the database is called in the report.
        address: Its address; an empty one means a SQLite file.
        arguments: What is passed on to pytest.
    """
    print(f"\n=== The suite on {database} ===\n", flush=True)
    begun = time.monotonic()
    workers = [] if {"-n", "--pdb", "-n0"} & set(arguments) else ["-n", "2"]
    with tempfile.TemporaryDirectory(prefix="hub-report-") as folder:
        tally = Path(folder) / "tally.json"
        counted = ["-p", "tests.tally", "--tally", str(tally)]
        command = [sys.executable, "-m", "pytest", *workers, *counted, *arguments]
        code = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"DATABASE_URL": address}
        ).returncode
        counts = json.loads(tally.read_text()) if tally.exists() else {}
        run = Run(database, code, **counts)
    run.seconds = time.monotonic() - begun
    return run


def stop(signum: int, frame: FrameType | None) -> None:
    """Leave by the ordinary way, so that the database is stopped too."""
    sys.exit(128 + signum)


def main(arguments: list[str]) -> int:
    """Run the suite on both databases and sum up."""
    signal.signal(signal.SIGTERM, stop)
    strict = os.environ.get("CI", "").lower() == "true"
    missing = []

    runs = [suite("SQLite", "", arguments)]
    if programs := postgres.programs():
        name = f"PostgreSQL {postgres.version(programs):g}"
        try:
            with postgres.private_server(programs) as address:
                runs.append(suite(name, address, arguments))
        except RuntimeError as error:
            print(error, file=sys.stderr)
            runs.append(Run(f"{name} (did not start)", code=1))
    else:
        missing.append(
            "Not run: the suite on PostgreSQL. No server programs are installed here "
            "(Debian: apt install postgresql)."
        )
    browser = chromium.program()
    if not browser:
        missing.append(
            "Not run: the browser tests. No Chromium is installed here "
            "(Debian: apt install chromium)."
        )

    print("\n=== What was run ===\n")
    for run in runs:
        print(run)
    if browser:
        driven = ", ".join(f"{run.browser} on {run.database}" for run in runs)
        print(f"Browser tests: {driven}, with {browser}")
    for line in missing:
        print(line)
    if missing and strict:
        print("In CI nothing may be left out, so this is a failure.")
    return 1 if (missing and strict) or any(run.code for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
