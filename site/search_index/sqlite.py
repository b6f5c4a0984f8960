"""The query compilers for the full-text search of SQLite."""

from typing import Any

from django.db.models import Model, Q
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.backends.database.sqlite import query as sqlite_query
from modelsearch.backends.database.sqlite import sqlite

from search_index.backend import RankingCompilerMixin

TITLE_WEIGHT = 10.0
"""How much more a word counts in the title than elsewhere."""


class WeightedBM25(sqlite_query.BM25):
    """The relevance of a row, with weights of the columns autocomplete, body and title."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list]:
        """Return the call of SQLite's function; lower values are more relevant."""
        table = sqlite.SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, 0.0, 1.0, {TITLE_WEIGHT})", []


class FieldsMixin(sqlite.SQLiteSearchQueryCompiler):
    """Query compiler mixin for the limitation to fields.

    SQLite keeps titles in one column and all else in another; for any other field modelsearch
    looks for a column of that name. This looks everywhere instead.
    """

    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if set(self.fields or ()) != {"title"} or "title" not in self.FTS_TABLE_FIELDS:
            self.fields = None


class QueryCompiler(RankingCompilerMixin, FieldsMixin, sqlite.SQLiteSearchQueryCompiler):
    """Compiles searches."""

    def _build_rank_expression(self, vectors: Any, config: object) -> WeightedBM25:
        return WeightedBM25()

    def title_condition(self, config: object) -> Q:
        """Return the condition that the title alone matches the query."""
        query = self.build_search_query(sqlite_query.normalize(self.query), config=config)
        in_title = sqlite.SQLiteFTSIndexEntry.objects.filter(
            sqlite_query.MatchExpression(["title"], query),
            index_entry__content_type__in=sqlite.get_descendants_content_types_pks(
                self.queryset.model
            ),
        )
        return Q(pk__in=in_title.values("index_entry__object_id"))


class AutocompleteQueryCompiler(
    RankingCompilerMixin, FieldsMixin, sqlite.SQLiteAutocompleteQueryCompiler
):
    """Compiles autocompletion."""


def indexed_text(obj: Model, backend: BaseSearchBackend) -> str:
    """Return the text of an object that searches match, before it is analysed."""
    indexer = sqlite.ObjectIndexer(obj, backend)
    return f"{indexer.title} {indexer.body}"
