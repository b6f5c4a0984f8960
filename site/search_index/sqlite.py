"""The query compilers for the full-text search of SQLite."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, Value, When
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

    def search(
        self, config: object, start: int | None, stop: int | None, **more: object
    ) -> QuerySet:
        """Return the results from one index to another.

        modelsearch searches the whole index again for the score of each result. Here one search
        reads all scores, and the slice is chosen by them.
        """
        results = super().search(config, None, None, **more)
        order = results.query.order_by
        if stop is None or not self.order_by_relevance or order[-2:] != ("_score", "-pk"):
            return results[start:stop]
        entries = self.matching_entries(self.fields or self.FTS_TABLE_FIELDS, config)
        scores = dict(
            entries.annotate(score=WeightedBM25()).values_list("index_entry__object_id", "score")
        )
        criteria = [F(each) if isinstance(each, str) else each for each in order[:-2]]
        rows = results.order_by().prefetch_related(None).values_list("pk", *criteria)
        # Lower scores are more relevant.
        ranks = sorted((*row[1:], scores.get(str(row[0]), 0.0), -row[0]) for row in rows)
        pks = [-rank[-1] for rank in ranks[start:stop]]
        if not pks:
            return self.queryset.none()
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(pks)]
        return self.queryset.filter(pk__in=pks).order_by(Case(*places))

    def _build_rank_expression(self, vectors: Any, config: object) -> WeightedBM25:
        return WeightedBM25()

    def title_condition(self, config: object) -> Q:
        """Return the condition that the title alone matches the query."""
        in_title = self.matching_entries(["title"], config)
        return Q(pk__in=in_title.values("index_entry__object_id"))

    def matching_entries(self, columns: Sequence[str], config: object) -> QuerySet:
        """Return the rows of the index that match the query in some columns."""
        query = self.build_search_query(sqlite_query.normalize(self.query), config=config)
        return sqlite.SQLiteFTSIndexEntry.objects.filter(
            sqlite_query.MatchExpression(list(columns), query),
            index_entry__content_type__in=sqlite.get_descendants_content_types_pks(
                self.queryset.model
            ),
        )


class AutocompleteQueryCompiler(
    RankingCompilerMixin, FieldsMixin, sqlite.SQLiteAutocompleteQueryCompiler
):
    """Compiles autocompletion."""


def indexed_text(obj: Model, backend: BaseSearchBackend) -> str:
    """Return the text of an object that searches match, before it is analysed."""
    indexer = sqlite.ObjectIndexer(obj, backend)
    return f"{indexer.title} {indexer.body}"
