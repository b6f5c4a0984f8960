"""The vocabulary: words of public content, to which misspelt words of queries are corrected."""

from django.db import models


class VocabularyWord(models.Model):
    """A word of content that everybody may read."""

    MAX_LENGTH = 40

    word = models.CharField(max_length=MAX_LENGTH, unique=True)
    stem = models.CharField(max_length=MAX_LENGTH, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)
    documents = models.PositiveIntegerField(default=1)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.word
