"""Make `.venv` and install one lock file into it. Needs nothing but Python itself.

Usage: `python3 requirements/install.py base` (to run the hub) or `dev` (to work on it).

What was installed is remembered by the lock's hash, so that the second time takes a moment.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def works(python: Path) -> bool:
    """Tell whether an environment's Python starts, is new enough and has pip."""
    asks = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python, "-c", asks], capture_output=True).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Make `.venv` with Python's own venv, where there is none that works."""
    if works(PYTHON):
        return
    if sys.version_info < OLDEST:
        sys.exit(
            f"The hub needs Python 3.11 or newer, and {sys.executable} is "
            f"{sys.version.split()[0]}. Name a newer one: make PYTHON=python3.12 …"
        )
    print("Making the environment in .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV])
    if made.returncode:
        sys.exit("Python could not make .venv. On Debian and Ubuntu: apt install python3-venv")


def fingerprint(lock: Path) -> str:
    """Return what an installation of this lock is known by."""
    version = subprocess.run([PYTHON, "--version"], capture_output=True, text=True, check=True)
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {version.stdout.strip()}\n"


def install(lock: Path) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    total = len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", lock.read_text(), flags=re.MULTILINE))
    print(f"Installing {lock.relative_to(ROOT)} ({total} packages) …", flush=True)
    command = [
        str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:",
        "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock),
    ]  # fmt: skip
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith(("Collecting", "Requirement already satisfied")):
                seen += 1
                if seen % 10 == 0:
                    print(f"  {seen} of {total} fetched", flush=True)
            elif line.startswith("Installing collected"):
                print("  all fetched; putting them in place", flush=True)
    if pip.returncode:
        sys.exit(f"{''.join(said[-15:])}\nThe packages of {lock.name} could not be installed.")


def main() -> None:
    """Install the lock named on the command line, unless it is installed already."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    lock = ROOT / "requirements" / f"{name}.txt"
    if name not in {"base", "dev"}:
        sys.exit(__doc__)
    make_environment()
    known = fingerprint(lock)
    stamp = VENV / f"installed-{name}"
    if stamp.exists() and stamp.read_text() == known:
        return
    install(lock)
    stamp.write_text(known)


if __name__ == "__main__":
    main()
