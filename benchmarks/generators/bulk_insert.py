"""Bulk insertion, also for models with multi-table inheritance."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH_SIZE = 500

ProgressCallback = Callable[[int], Any]
"""Called with the number of rows inserted."""


def bulk_insert(objects: Sequence[Model], progress: ProgressCallback = lambda number: None) -> None:
    """Insert new objects of one model, table by table, and set their primary keys.

    Django's own `bulk_create` refuses models whose rows are in several tables.
    """
    for start in range(0, len(objects), BATCH_SIZE):
        part = objects[start : start + BATCH_SIZE]
        _insert(type(part[0]), part)
        progress(len(part))


def _insert(model: type[Model], objects: Sequence[Model]) -> None:
    parents = list(model._meta.parents.items())
    if not parents:
        model._base_manager.bulk_create(objects)
    for parent, link in parents:
        _insert(parent, objects)
        for each in objects:
            setattr(each, link.attname, getattr(each, parent._meta.pk.attname))
    if parents:
        fields = model._meta.local_concrete_fields
        model._base_manager._insert(objects, fields=fields, using=connection.alias)
    for each in objects:
        each._state.adding, each._state.db = False, connection.alias
