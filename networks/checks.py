"""System check: every query for private content of networks is scoped to a user."""

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
"""Creating a record reads no existing one."""

UNSCOPED_MODULES = {
    "networks/memberships/services.py": "creates and ends memberships, and changes roles",
    "networks/figures.py": "counts for the public figures, and names none",
    "networks/notifications.py": "notifies the organisers of a network",
    "networks/personal_data.py": "collects and deletes personal data",
    "networks/member_messages/services.py": "decides who may write, and notifies organisers",
    "networks/messages/notifications.py": "cancels emails to users who left or unsubscribed",
    "networks/messages/unsubscribe.py": "finds whom a letter's signed address stands for",
    "networks/models/resource.py": "looks for tags and files of resources that were asked for",
    "networks/memberships/directory.py": "checks whether two users share a network",
    "networks/querysets.py": "defines the scoping methods",
    "networks/resources/services.py": "deletes what was removed long ago, for the worker",
    "networks/sessions/feed_token.py": "finds whom a calendar's signed address stands for",
    "networks/sessions/guest_notifications.py": "emails guests, who are no members",
    "networks/sessions/guests.py": "stores guests of open sessions, who are no members",
    "networks/sessions/retention.py": "forgets who came to sessions long ago, for the worker",
    "networks/sessions/occurrences.py": "lays the sessions of every series, for the worker",
    "networks/sessions/notifications.py": "holds the memberships of whom a letter is written to",
    "networks/sessions/reminders.py": "reminds all users who signed up, for the worker",
}
"""Modules that may query for all users, by path, and why."""


def space_model_names() -> set[str]:
    """Return the names of the models of private spaces."""
    return {
        model.__name__
        for model in apps.get_app_config("networks").get_models()
        if isinstance(model._default_manager.all(), SpaceQuerySet)
    }


def unscoped_queries(source: str, names: set[str]) -> Iterator[tuple[int, str]]:
    """Find the queries of a module for private content that are not scoped to a user.

    Args:
        source: The module's source.
        names: The names of the models of private spaces.

    Yields:
        The line and the model of each such query.
    """
    tree = ast.parse(source)
    names = names | {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.name in names
    }
    scoped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in SCOPING_METHODS | CREATE_METHODS
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in MANAGER_ATTRIBUTES
            and id(node) not in scoped
        ):
            name = _model_name(node.value)
            if name in names:
                yield node.lineno, name
        if isinstance(node, ast.Call) and _called_name(node) in SHORTCUTS and node.args:
            name = _model_name(node.args[0])
            if name in names:
                yield node.lineno, name


def _model_name(node: ast.expr) -> str:
    """Return the last part of a dotted name, or of the label passed to `get_model`."""
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
    """Report every query for private content that is not scoped to a user."""
    root, names = Path(settings.ROOT), space_model_names()
    errors: list[CheckMessage] = []
    for path in sorted((root / NETWORKS_PATH).rglob("*.py")):
        module = path.relative_to(root).as_posix()
        if module in UNSCOPED_MODULES or "migrations" in path.parts:
            continue
        errors += [
            Error(
                f"{module}:{line} queries {name} without a user.",
                hint="Ask visible_to(user) or organised_by(user). A module that acts for all users "
                "is named in networks/checks.py, with the reason.",
                id="hub.E003",
            )
            for line, name in unscoped_queries(path.read_text(encoding="utf-8"), names)
        ]
    return errors
