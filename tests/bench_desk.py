"""Measure the desk on SQLite and then on a private PostgreSQL: `make bench-desk`.

Usage: `python -m tests.bench_desk [what bench_desk understands …]`
"""

import os
import signal
import subprocess
import sys

from tests import postgres
from tests.run import ROOT, stop


def measure(address: str, arguments: list[str]) -> int:
    """Measure in a database beside the one at an address; an empty one means SQLite."""
    command = [sys.executable, "manage.py", "bench_desk", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": address}).returncode


def main(arguments: list[str]) -> int:
    """Measure on both; where no server is installed, say so."""
    signal.signal(signal.SIGTERM, stop)
    codes = [measure("", arguments)]
    if programs := postgres.programs():
        with postgres.private_server(programs) as address:
            codes.append(measure(address, arguments))
    else:
        print("Not measured: PostgreSQL. No server programs are installed here.")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
