"""The query compilers for the full-text search of PostgreSQL."""

from typing import Any

from django.db.models import F, Model, Q
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.backends.database.postgres import postgres

from search_index.backend import RankingCompilerMixin


class QueryCompiler(RankingCompilerMixin, postgres.PostgresSearchQueryCompiler):
    """Compiles searches."""

    def get_fields_vectors(self, search_query: Any) -> list[tuple[F, Any]]:
        """Return the index of titles, or of all fields.

        Only the index holds analysed words; modelsearch would read the fields themselves.
        """
        everywhere = self.get_index_vectors(search_query)
        return everywhere[:1] if set(self.fields) == {"title"} else everywhere

    def title_condition(self, config: object) -> Q:
        """Return the condition that the title alone matches the query."""
        return Q(index_entries__title=self.build_tsquery(self.query, config=config))


class AutocompleteQueryCompiler(RankingCompilerMixin, postgres.PostgresAutocompleteQueryCompiler):
    """Compiles autocompletion."""

    def get_fields_vectors(self, search_query: Any) -> list[tuple[F, Any]]:
        """Return the autocompletion index, which holds analysed words."""
        return self.get_index_vectors(search_query)


def indexed_text(obj: Model, backend: BaseSearchBackend) -> str:
    """Return the text of an object that searches match, before it is analysed."""
    indexer = postgres.ObjectIndexer(obj, backend)
    return f"{indexer.title_text} {indexer.body_text}"
