"""Templates: each one compiles, so that a slip is found before a reader finds it."""

from pathlib import Path

import pytest
from django.template import engines

FOLDER = Path(__file__).resolve().parents[1] / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name: str) -> None:
    engines["django"].get_template(name)
