"""The layout of the folders: `site/` is on the path, and must not get in anybody's way."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def names(folder: Path) -> set[str]:
    """Return the names that can be imported from a folder."""
    modules = {path.stem for path in folder.glob("*.py")}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def test_site_is_a_folder_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_no_package_shadows_the_standard_library() -> None:
    ours = names(ROOT) | names(ROOT / "site")
    assert {"manage", "pages", "accounts", "config"} <= ours
    assert not ours & sys.stdlib_module_names


def test_no_package_name_is_used_twice() -> None:
    assert not names(ROOT) & names(ROOT / "site")


def test_every_folder_with_code_is_a_package() -> None:
    """A folder without `__init__.py` is imported by luck, and its tests are not found."""
    rooms = [path.parent for path in [*ROOT.glob("*/apps.py"), *ROOT.glob("site/*/apps.py")]]
    bare = {
        str(code.parent.relative_to(ROOT))
        for room in rooms
        for code in room.rglob("*.py")
        if not (code.parent / "__init__.py").exists()
    }
    assert not bare
