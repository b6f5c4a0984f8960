"""The vocabulary in the memory of a process, for comparisons of a word with all others."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Max

from search_index.models import VocabularyWord


class StoredWords:
    """The words of the vocabulary as they were stored at one moment.

    Args:
        rows: Each word, its stem and the number of documents that contain it.

    Attributes:
        documents: The number of documents by word.
        stems: The stems of all words.
        by_length: The words by length.
    """

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        self.documents: dict[str, int] = {}
        self.stems: set[str] = set()
        self.by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word, stem, number in rows:
            self.documents[word] = number
            self.stems.add(stem)
            self.by_length[len(word)].append(word)


class _Cache:
    """The words that this process read last, and the version of the vocabulary they were."""

    def __init__(self) -> None:
        self.entry: tuple[object, StoredWords] = (None, StoredWords([]))

    def get(self) -> StoredWords:
        """Return the words of the vocabulary; they are read again only after a change.

        New words have new ids, so that the highest id changes with the vocabulary. The number of
        words tells when two publications at the same time are committed in the other order.
        """
        version = VocabularyWord.objects.aggregate(Max("pk"), Count("pk"))
        cached_version, words = self.entry
        if version != cached_version:
            words = StoredWords(VocabularyWord.objects.values_list("word", "stem", "documents"))
            self.entry = (version, words)
        return words


_cache = _Cache()
get_stored_words = _cache.get
