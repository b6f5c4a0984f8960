"""What must hold for pages: nothing asks for published pages except through `visible_to`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

CHECKED_PACKAGES = ("pages", "interviews", "campaigns", "networks", "site/library", "site/config")
# The one place that may say what is visible.
VISIBILITY_MODULE = Path("pages/querysets.py")
VISIBILITY_METHODS = {"live", "public", "not_live", "in_menu"}


def find_visibility_calls(source: str) -> Iterator[tuple[int, str]]:
    """Find calls such as ``.live()`` in a module's source.

    Yields:
        The line and the name of each call that decides by itself what is published.
    """
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in VISIBILITY_METHODS
        ):
            yield node.lineno, node.func.attr


@register()
def check_visibility_queries(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Report every module of the public side that decides visibility by itself."""
    found: list[CheckMessage] = []
    root = Path(settings.ROOT)
    for room in CHECKED_PACKAGES:
        for path in sorted((root / room).rglob("*.py")):
            if path.relative_to(root) == VISIBILITY_MODULE or "migrations" in path.parts:
                continue
            for line, name in find_visibility_calls(path.read_text(encoding="utf-8")):
                found.append(
                    Error(
                        f"{path.relative_to(root)}:{line} asks .{name}() by itself.",
                        hint="Ask visible_to(user), which decides what anybody sees.",
                        id="hub.E002",
                    )
                )
    return found
