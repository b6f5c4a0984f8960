"""Create `.venv` and install one lock file into it, with the standard library alone.

Usage: `python3 requirements/install.py base` (to run the hub) or `dev` (to develop it).

A stamp file stores the hash of the installed lock file; the same lock is not installed again.
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


def is_usable_python(python: Path) -> bool:
    """Return whether the Python of an environment starts, is new enough and has pip."""
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python, "-c", check], capture_output=True).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Create `.venv`, unless it exists and works."""
    if is_usable_python(PYTHON):
        return
    if sys.version_info < OLDEST:
        sys.exit(
            f"The hub needs Python 3.11 or newer, and {sys.executable} is "
            f"{sys.version.split()[0]}. Name a newer one: make PYTHON=python3.12 …"
        )
    print("Making the environment in .venv …", flush=True)
    result = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV])
    if result.returncode:
        sys.exit("Python could not make .venv. On Debian and Ubuntu: apt install python3-venv")


def fingerprint(lock: Path) -> str:
    """Return the hash of a lock file with the version of Python: the content of the stamp file."""
    version = subprocess.run([PYTHON, "--version"], capture_output=True, text=True, check=True)
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {version.stdout.strip()}\n"


def install(lock: Path) -> None:
    """Install the versions in a lock file, each verified by its hash."""
    total = len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", lock.read_text(), flags=re.MULTILINE))
    print(f"Installing {lock.relative_to(ROOT)} ({total} packages) …", flush=True)
    command = [
        str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:",
        "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock),
    ]  # fmt: skip
    output: list[str] = []
    count = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            if line.startswith(("Collecting", "Requirement already satisfied")):
                count += 1
                if count % 10 == 0:
                    print(f"  {count} of {total} fetched", flush=True)
            elif line.startswith("Installing collected"):
                print("  all fetched; installing", flush=True)
    if pip.returncode:
        sys.exit(f"{''.join(output[-15:])}\nThe packages of {lock.name} could not be installed.")


def main() -> None:
    """Install the lock named on the command line, unless it is installed already."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    lock = ROOT / "requirements" / f"{name}.txt"
    if name not in {"base", "dev"}:
        sys.exit(__doc__)
    make_environment()
    current = fingerprint(lock)
    stamp = VENV / f"installed-{name}"
    if stamp.exists() and stamp.read_text() == current:
        return
    install(lock)
    stamp.write_text(current)


if __name__ == "__main__":
    main()
