"""Measure a crowded hub, on SQLite and on a private PostgreSQL: `make bench-desk` and the like.

Usage: `python -m benchmarks.run COMMAND [--on both|postgresql|sqlite] [what COMMAND understands …]`
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser

from tests import postgres
from tests.run import ROOT, stop


def measure(address: str, command: list[str]) -> int:
    """Measure in a database beside the one at an address; an empty one means SQLite."""
    words = [sys.executable, "manage.py", *command]
    return subprocess.run(words, cwd=ROOT, env=os.environ | {"DATABASE_URL": address}).returncode


def main(arguments: list[str]) -> int:
    """Measure on what was asked for; where no server is installed, say so."""
    signal.signal(signal.SIGTERM, stop)
    parser = ArgumentParser(prog="python -m benchmarks.run", allow_abbrev=False)
    parser.add_argument("command", help="The command of the hub that measures.")
    parser.add_argument("--on", choices=["both", "postgresql", "sqlite"], default="both")
    asked, rest = parser.parse_known_args(arguments)
    command = [asked.command, *rest]
    codes = []
    if asked.on != "postgresql":
        codes.append(measure("", command))
    if asked.on != "sqlite":
        codes.append(measure_on_postgres(command))
    return max(codes)


def measure_on_postgres(command: list[str]) -> int:
    """Measure on a server that is there for this alone."""
    programs = postgres.programs()
    if programs is None:
        print("Not measured: PostgreSQL. No server programs are installed here.")
        return 0
    with postgres.private_server(programs) as address:
        return measure(address, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
