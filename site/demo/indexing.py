"""Indexing of many saved objects at once, since the loader saves each page several times."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler


@contextmanager
def index_once() -> Iterator[None]:
    """Add what is saved within the context to the search index at its end, each object once."""
    saved: dict[type[Model], set[Any]] = defaultdict(set)

    def remember(sender: type[Model], instance: Model, **kwargs: object) -> None:
        saved[sender].add(instance.pk)

    models = [model for model in get_indexed_models() if post_save.has_listeners(model)]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_save.connect(remember, sender=model)
    try:
        yield
    finally:
        for model in models:
            post_save.disconnect(remember, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)
    for model, pks in saved.items():
        objects = list(model.get_indexed_objects().filter(pk__in=pks))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, objects)
