"""Search backend that accepts any query, and can demote results.

In SQLite's full-text search a lone quotation mark is a syntax error; PostgreSQL accepts no NUL
bytes. Queries are reduced to plain words first. Results that an alias marks come last.
"""

import re
import unicodedata

from django.db.models import Model, QuerySet
from modelsearch.backends import database
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 20
"""What every search uses of a text: each word adds conditions to a database query."""
DEMOTED_ALIAS = "sinks"
"""The name of a queryset alias; results for which it is 1 come last."""
# Quotation marks end SQLite's strings; control characters and surrogates fit in no database.
UNSAFE_CHARACTERS = re.compile(r'["\x00-\x1f\x7f-\x9f\ud800-\udfff]')


def plain_text(text: str) -> str:
    """Return the words of a text, at most as many as a search uses; a word has a letter or digit.

    Args:
        text: The query as submitted.
    """
    text = unicodedata.normalize("NFC", UNSAFE_CHARACTERS.sub(" ", text[:MAX_QUERY_LENGTH]))
    words = [word for word in text.split() if any(sign.isalnum() for sign in word)]
    return " ".join(words[:MAX_QUERY_WORDS])


def clean_query(query: SearchQuery) -> SearchQuery | None:
    """Return a query reduced to plain words.

    Args:
        query: A query, which may contain others.

    Returns:
        The same query with plain words, or None if nothing is left to look for.
    """
    match query:
        case PlainText() | Phrase() | Fuzzy():
            words = plain_text(query.query_string)
            if not words:
                return None
            # A copy with this text and all other attributes of the query.
            cleaned = object.__new__(type(query))
            cleaned.__dict__ |= query.__dict__ | {"query_string": words}
            return cleaned
        case And() | Or():
            return _combine(type(query), [clean_query(part) for part in query.subqueries])
        case Not():
            part = clean_query(query.subquery)
            return MatchAll() if part is None else Not(part)
        case Boost():
            part = clean_query(query.subquery)
            return None if part is None else Boost(part, query.boost)
    return query


def _combine(kind: type[And] | type[Or], parts: list[SearchQuery | None]) -> SearchQuery | None:
    """Combine the remaining parts of a query, without those that match everything."""
    left = [part for part in parts if part is not None and not isinstance(part, MatchAll)]
    everything = any(isinstance(part, MatchAll) for part in parts)
    if kind is And and None in parts:
        return None
    if everything and (kind is Or or not left):
        return MatchAll()
    return left[0] if len(left) == 1 else kind(left) if left else None


class PlainTextBackendMixin(BaseSearchBackend):
    """Search backend mixin that reduces every query to plain words."""

    def _search(
        self,
        query_compiler_class: type,
        query: str | SearchQuery | None,
        model_or_queryset: type[Model] | QuerySet,
        **kwargs: object,
    ) -> BaseSearchResults:
        cleaned = (
            clean_query(query) if isinstance(query, SearchQuery) else plain_text(str(query or ""))
        )
        if not cleaned:
            # Nothing to look for finds nothing. Wagtail's own empty results cannot be counted by
            # type, which the admin's page search does.
            if not isinstance(model_or_queryset, QuerySet):
                model_or_queryset = model_or_queryset._default_manager.all()
            model_or_queryset, cleaned = model_or_queryset.none(), "nothing"
        results = super()._search(query_compiler_class, cleaned, model_or_queryset, **kwargs)
        compiler = results.query_compiler
        # SQLite keeps titles in one column and all else in another; for any other field it
        # looks for a column of that name. It then looks everywhere instead.
        if hasattr(compiler, "FTS_TABLE_FIELDS") and set(compiler.fields or ()) - {"title"}:
            compiler.fields = None
        return results


class DemotionCompilerMixin(BaseSearchQueryCompiler):
    """Query compiler mixin that orders by an alias first, and by relevance second.

    A queryset marks results to demote by the alias `DEMOTED_ALIAS`. The database orders, so that
    pagination and counts stay correct.
    """

    def search(
        self, config: object, start: int | None, stop: int | None, **more: object
    ) -> QuerySet:
        """Return the results from one index to another, demoted ones last."""
        results = super().search(config, None, None, **more)
        if self.order_by_relevance and DEMOTED_ALIAS in results.query.annotations:
            results = results.order_by(DEMOTED_ALIAS, *results.query.order_by)
        return results[start:stop]


def SearchBackend(params: dict) -> BaseSearchBackend:
    """Return the search backend of the database in use, under the name that Wagtail imports.

    modelsearch detects the full-text search of SQLite once per process, at first use: a process
    that migrates must not index afterwards.

    Args:
        params: The settings of the backend, such as ``SEARCH_CONFIG``.
    """
    own = type(database.SearchBackend(params))
    compiler_names = ("query_compiler_class", "autocomplete_query_compiler_class")
    compilers = {
        name: type("HubQueryCompiler", (DemotionCompilerMixin, getattr(own, name)), {})
        for name in compiler_names
    }
    return type("HubSearchBackend", (PlainTextBackendMixin, own), compilers)(params)
