"""Who may see what somebody shows to the members of their networks."""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, Any], bool]

_rules: list[Rule] = []


def register(rule: Rule) -> Rule:
    """Add a rule: called with a viewer and an owner, it returns whether they share a network.

    It can be used as a decorator.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def share_network(viewer: Any, owner: Any) -> bool:
    """Return whether two people share a network. Nobody does until a room says who."""
    return any(rule(viewer, owner) for rule in _rules)
