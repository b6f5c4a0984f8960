"""Signal receivers of the search index."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.signals import published

from search_index.vocabulary import add_to_vocabulary


def connect() -> None:
    """Connect the receivers; called once, when all models are loaded."""
    published.connect(add_published_words, dispatch_uid="search_index.add_published_words")


def add_published_words(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Add the words of a published object to the vocabulary.

    Its rows are shared by all content: they are not locked while a page is being published.
    """
    transaction.on_commit(partial(add_to_vocabulary, instance), robust=True)
