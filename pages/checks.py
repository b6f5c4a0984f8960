"""System check that reader-facing code decides visibility through `visible_to` alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

CHECKED_PACKAGES = ("pages", "interviews", "campaigns", "networks", "site/library", "site/config")
# The only module that may filter by publication state.
VISIBILITY_MODULE = Path("pages/querysets.py")
VISIBILITY_METHODS = {"live", "public", "not_live", "in_menu"}


def find_visibility_calls(source: str) -> Iterator[tuple[int, str]]:
    """Find calls such as ``.live()``, which filter by publication state, in a module's source.

    Yields:
        The line number and the method name of each call.
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
    """Report every reader-facing module that filters by publication state itself."""
    errors: list[CheckMessage] = []
    root = Path(settings.ROOT)
    for package in CHECKED_PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if path.relative_to(root) == VISIBILITY_MODULE or "migrations" in path.parts:
                continue
            for line, name in find_visibility_calls(path.read_text(encoding="utf-8")):
                errors.append(
                    Error(
                        f"{path.relative_to(root)}:{line} asks .{name}() by itself.",
                        hint="Ask visible_to(user), which decides what a user sees.",
                        id="hub.E002",
                    )
                )
    return errors
