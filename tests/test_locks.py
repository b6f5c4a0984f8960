"""The lock files: every package with its hash, from whichever index one uses."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("base", "dev")}
PIN = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def pins(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions that a lock holds."""
    return set(PIN.findall(lock))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_contains_pins_and_hashes_only(name: str) -> None:
    """So it names no registry's host, no folder and no option."""
    odd = [
        line
        for line in LOCKS[name].splitlines()
        if not PIN.fullmatch(line) and not HASH.fullmatch(line)
    ]
    assert not odd


def test_development_lock_includes_the_base_lock() -> None:
    assert pins(LOCKS["base"]) <= pins(LOCKS["dev"])


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[\[~<>=!;]", one)[0].strip().lower() for one in asked}
    assert names <= {name for name, _ in pins(LOCKS["dev"])}
