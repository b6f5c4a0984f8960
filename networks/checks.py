"""What must hold in networks: whatever stands in a room is asked for through one question."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from networks.querysets import SpaceQuerySet

NETWORKS_PATH = Path("networks")
SCOPING_METHODS = {"visible_to", "organised_by"}
MANAGER_ATTRIBUTES = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}

CREATE_METHODS = {"create", "bulk_create"}
"""What makes something new looks at nothing that is there."""

UNSCOPED_MODULES = {
    "networks/memberships/services.py": "lets people in and out, and gives them their roles",
    "networks/notifications.py": "notifies the organisers of a network",
    "networks/personal_data.py": "tells a person what is held of them, and forgets it",
    "networks/messages/notifications.py": "takes back what waits for whoever left or stopped it",
    "networks/messages/unsubscribe.py": "finds whom a letter's signed address stands for",
    "networks/models/index_page.py": "counts members for the public figures, and names none",
    "networks/models/resource.py": "looks for tags and files of resources that were asked for",
    "networks/memberships/directory.py": "answers whether two people share a network",
    "networks/querysets.py": "answers the question",
    "networks/resources/services.py": "deletes what was removed long ago, for the worker",
    "networks/sessions/feed_token.py": "finds whom a calendar's signed address stands for",
    "networks/sessions/retention.py": "forgets who came to sessions long ago, for the worker",
    "networks/sessions/occurrences.py": "lays the sessions of every series, for the worker",
    "networks/sessions/notifications.py": "holds the memberships of whom a letter is written to",
    "networks/sessions/reminders.py": "reminds everybody who signed up, for the worker",
}
"""Modules that act for everybody, by their path, and why they may."""


def space_model_names() -> set[str]:
    """Return the names of the models that stand in a room."""
    return {
        model.__name__
        for model in apps.get_app_config("networks").get_models()
        if isinstance(model._default_manager.all(), SpaceQuerySet)
    }


def unscoped_queries(source: str, names: set[str]) -> Iterator[tuple[int, str]]:
    """Find where a module asks for what stands in a room without saying for whom.

    Args:
        source: The module's source.
        names: The names of the models of rooms.

    Yields:
        The line and the model of each such place.
    """
    tree = ast.parse(source)
    names = names | {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.name in names
    }
    asked = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in SCOPING_METHODS | CREATE_METHODS
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in MANAGER_ATTRIBUTES
            and id(node) not in asked
        ):
            name = _model_name(node.value)
            if name in names:
                yield node.lineno, name
        if isinstance(node, ast.Call) and _called_name(node) in SHORTCUTS and node.args:
            name = _model_name(node.args[0])
            if name in names:
                yield node.lineno, name


def _model_name(node: ast.expr) -> str:
    """Return the last part of a name, or of the text that `get_model` is given."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call) and _called_name(node) == "get_model" and node.args:
        last = node.args[-1]
        return str(last.value).rpartition(".")[2] if isinstance(last, ast.Constant) else ""
    return ""


def _called_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@register()
def check_space_queries_are_scoped(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Report every module that looks into rooms without asking who looks."""
    root, names = Path(settings.ROOT), space_model_names()
    found: list[CheckMessage] = []
    for path in sorted((root / NETWORKS_PATH).rglob("*.py")):
        place = path.relative_to(root).as_posix()
        if place in UNSCOPED_MODULES or "migrations" in path.parts:
            continue
        found += [
            Error(
                f"{place}:{line} asks for {name} without saying who asks.",
                hint="Ask visible_to(user) or organised_by(user). A module that acts for everybody "
                "is named in networks/checks.py, with the reason.",
                id="hub.E003",
            )
            for line, name in unscoped_queries(path.read_text(encoding="utf-8"), names)
        ]
    return found
