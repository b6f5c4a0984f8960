"""Storage of the vocabulary: rebuilt every night, extended by each publication.

Only content that everybody may read adds to it. Apps register querysets of such content with the
hook `search_vocabulary_sources`; see docs/extension-points.md.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, Model, QuerySet
from wagtail import hooks
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search_index.analysis import stem, surface_words
from search_index.models import VocabularyWord

HOOK = "search_vocabulary_sources"
MIN_LENGTH = 3
MAX_WORDS = 50_000
"""The most frequent words that are stored."""
BATCH_SIZE = 500


def rebuild_vocabulary() -> int:
    """Store the words of all public content, and remove all others.

    Returns:
        The number of words.
    """
    documents: Counter[str] = Counter()
    for source in _sources():
        for obj in _objects(source):
            documents.update(_words(obj))
    rows = [_row(word, number) for word, number in documents.most_common(MAX_WORDS)]
    with transaction.atomic():
        VocabularyWord.objects.all().delete()
        VocabularyWord.objects.bulk_create(rows, batch_size=BATCH_SIZE, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def add_to_vocabulary(obj: Model) -> None:
    """Add the words of an object to the vocabulary, if everybody may read it."""
    sources = (source for source in _sources() if isinstance(obj, source.model))
    if not any(source.filter(pk=obj.pk).exists() for source in sources):
        return
    words = _words(type(obj)._default_manager.get(pk=obj.pk))
    known = VocabularyWord.objects.filter(word__in=words)
    # Locked in one order, so that two publications do not wait for each other.
    locked = known.select_for_update().order_by("word")
    new = words - set(locked.values_list("word", flat=True))
    known.update(documents=F("documents") + 1)
    VocabularyWord.objects.bulk_create(
        [_row(word) for word in sorted(new)], batch_size=BATCH_SIZE, ignore_conflicts=True
    )


def _sources() -> Iterator[QuerySet]:
    for function in hooks.get_hooks(HOOK):
        yield from function()


def _objects(source: QuerySet) -> Iterable[Model]:
    if issubclass(source.model, Page):
        source = source.specific()
    return source.iterator(chunk_size=BATCH_SIZE)


def _row(word: str, documents: int = 1) -> VocabularyWord:
    return VocabularyWord(word=word, stem=stem(word), length=len(word), documents=documents)


def _words(obj: Any) -> set[str]:
    """Return the distinct words of an object that a correction could be."""
    backend = get_search_backend()
    words = surface_words(backend.indexed_text(obj, backend))
    return {
        word
        for word in words
        if word.isalpha() and MIN_LENGTH <= len(word) <= VocabularyWord.MAX_LENGTH
    }
