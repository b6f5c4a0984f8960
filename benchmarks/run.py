"""Run a benchmark command on SQLite and on a temporary PostgreSQL server.

Usage: `python -m benchmarks.run COMMAND [--on both|postgresql|sqlite] [arguments of COMMAND …]`
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser

from tests import postgres
from tests.run import ROOT, stop


def measure(address: str, command: list[str]) -> int:
    """Run a benchmark command with a database URL; an empty one means SQLite."""
    arguments = [sys.executable, "manage.py", *command]
    return subprocess.run(
        arguments, cwd=ROOT, env=os.environ | {"DATABASE_URL": address}
    ).returncode


def main(arguments: list[str]) -> int:
    """Run the command on the chosen databases."""
    signal.signal(signal.SIGTERM, stop)
    parser = ArgumentParser(prog="python -m benchmarks.run", allow_abbrev=False)
    parser.add_argument("command", help="The management command to run.")
    parser.add_argument("--on", choices=["both", "postgresql", "sqlite"], default="both")
    options, rest = parser.parse_known_args(arguments)
    command = [options.command, *rest]
    codes = []
    if options.on != "postgresql":
        codes.append(measure("", command))
    if options.on != "sqlite":
        codes.append(measure_on_postgres(command))
    return max(codes)


def measure_on_postgres(command: list[str]) -> int:
    """Run the command on a temporary PostgreSQL server."""
    programs = postgres.programs()
    if programs is None:
        print("Not measured: PostgreSQL. Its server programs are not installed.")
        return 0
    with postgres.temporary_server(programs) as address:
        return measure(address, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
