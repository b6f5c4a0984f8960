"""Packages at the root and in `site/`, which are both on the import path."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def names(folder: Path) -> set[str]:
    """Return the names of the modules and packages in a folder."""
    modules = {path.stem for path in folder.glob("*.py")}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def test_site_is_a_folder_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_no_package_shadows_the_standard_library() -> None:
    own_names = names(ROOT) | names(ROOT / "site")
    assert {"manage", "pages", "accounts", "config"} <= own_names
    assert not own_names & sys.stdlib_module_names


def test_no_package_name_is_used_twice() -> None:
    assert not names(ROOT) & names(ROOT / "site")


def test_every_folder_with_code_is_a_package() -> None:
    """A namespace package would depend on the order of the path."""
    app_folders = [path.parent for path in [*ROOT.glob("*/apps.py"), *ROOT.glob("site/*/apps.py")]]
    missing = {
        str(code.parent.relative_to(ROOT))
        for folder in app_folders
        for code in folder.rglob("*.py")
        if not (code.parent / "__init__.py").exists()
    }
    assert not missing
