"""Templates: each compiles, and uses registered icons."""

import re
from pathlib import Path

import pytest
from django.template import engines
from wagtail.admin.icons import get_icons

from networks.requests.views import REQUEST_ACTIONS

FOLDER = Path(__file__).resolve().parents[1] / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
# Icons of admin templates only: public pages have an icon file of their own.
ICON = re.compile(r'{% (?:icon name|(?:panel|include "wagtailadmin/)[^%]*? icon)="([\w-]+)"')


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


def test_every_admin_icon_is_registered() -> None:
    icons = {icon for name in NAMES for icon in ICON.findall((FOLDER / name).read_text())}
    icons |= {action.icon for action in REQUEST_ACTIONS.values()}
    assert {"check", "form", "tasks", "warning"} <= icons
    sprite = get_icons()
    assert {icon for icon in icons if f'id="icon-{icon}"' not in sprite} == set()
