"""Many rows at once, also of models whose rows stand in several tables."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH_SIZE = 500

ProgressCallback = Callable[[int], Any]
"""Is told how many more were made."""


def bulk_insert(made: Sequence[Model], tick: ProgressCallback = lambda number: None) -> None:
    """Store many new objects of one model, table by table; each then knows its key.

    Django's own `bulk_create` refuses models whose rows stand in several tables.
    """
    for start in range(0, len(made), BATCH_SIZE):
        part = made[start : start + BATCH_SIZE]
        _insert(type(part[0]), part)
        tick(len(part))


def _insert(model: type[Model], made: Sequence[Model]) -> None:
    parents = list(model._meta.parents.items())
    if not parents:
        model._base_manager.bulk_create(made)
    for parent, link in parents:
        _insert(parent, made)
        for each in made:
            setattr(each, link.attname, getattr(each, parent._meta.pk.attname))
    if parents:
        fields = model._meta.local_concrete_fields
        model._base_manager._insert(made, fields=fields, using=connection.alias)
    for each in made:
        each._state.adding, each._state.db = False, connection.alias
