"""Who may import whom: the plan of the house, held by reading every import."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

GROUND = {"accounts", "library"}
CONTENT = {"campaigns", "interviews", "networks", "community"}
MAY_IMPORT: dict[str, set[str]] = {
    "accounts": {"library"},
    "library": set(),
    "editorial": GROUND,
    "pages": GROUND | {"editorial"},
    **dict.fromkeys(CONTENT, GROUND | {"editorial", "pages"}),
    "config": GROUND | {"editorial", "pages"} | CONTENT,
    "demo": GROUND | {"editorial", "pages", "config"} | CONTENT,
    "serve": set(),
}
"""What each room may import, besides itself. Nothing may import demo or tests."""


def rooms() -> dict[str, Path]:
    """Return the rooms that are built, by name."""
    found = [*ROOT.glob("*/__init__.py"), *(ROOT / "site").glob("*/__init__.py")]
    return {marker.parent.name: marker.parent for marker in found if marker.parent.name != "tests"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of what a module imports."""
    for node in ast.walk(ast.parse(path.read_text(), filename=str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def test_every_room_has_its_place_in_the_plan() -> None:
    assert set(rooms()) <= set(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(rooms()))
def test_a_room_calls_only_on_those_below_it(room: str) -> None:
    known = set(MAY_IMPORT) | {"tests"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted(rooms()[room].rglob("*.py"))
        for line, name in imports(path)
        if name.partition(".")[0] in known - {room} - MAY_IMPORT[room]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_arrows_go_one_way() -> None:
    for room, below in MAY_IMPORT.items():
        assert room not in below
        for other in below:
            assert room not in MAY_IMPORT[other], f"{room} and {other} would import each other"
