"""The lock files: every package with its version and hashes, independent of the index."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("base", "dev")}
PIN = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def pins(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions in a lock file."""
    return set(PIN.findall(lock))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_contains_pins_and_hashes_only(name: str) -> None:
    """They name no index URL, path or option."""
    invalid = [
        line
        for line in LOCKS[name].splitlines()
        if not PIN.fullmatch(line) and not HASH.fullmatch(line)
    ]
    assert not invalid


def test_development_lock_includes_the_base_lock() -> None:
    assert pins(LOCKS["base"]) <= pins(LOCKS["dev"])


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {
        re.split(r"[\[~<>=!;]", requirement)[0].strip().lower() for requirement in requirements
    }
    assert names <= {name for name, _ in pins(LOCKS["dev"])}
