"""Signal receivers of the search index."""

from typing import Any

from django.db.models import Model
from wagtail.signals import page_published, published

from search_index.vocabulary import add_to_vocabulary


def connect() -> None:
    """Connect the receivers; called once, when all models are loaded."""
    for signal in (page_published, published):
        signal.connect(add_published_words, dispatch_uid="search_index.add_published_words")


def add_published_words(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Add the words of a published object to the vocabulary."""
    add_to_vocabulary(instance)
