"""The database's own search, asked only what it can answer.

SQLite's full-text search has a language of its own, in which a lone quotation mark is an error;
PostgreSQL takes no NUL bytes. What people type is made plain words before it becomes a query. What
a queryset says sinks stands last in what is found.
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
DEMOTED_ALIAS = "sinks"
"""The name of an alias of a queryset; of what it finds, that where the alias is 1 comes last."""
# Quotation marks close SQLite's strings; control characters and half-characters fit in no database.
UNSAFE_CHARACTERS = re.compile(r'["\x00-\x1f\x7f-\x9f\ud800-\udfff]')


def plain_text(text: str) -> str:
    """Return the words in a text, as many as a search needs.

    A word is what holds a letter or a digit: the rest would find nothing.

    Args:
        text: Whatever somebody typed.
    """
    text = unicodedata.normalize("NFC", UNSAFE_CHARACTERS.sub(" ", text[:MAX_QUERY_LENGTH]))
    words = [word for word in text.split() if any(sign.isalnum() for sign in word)]
    return " ".join(words[:MAX_QUERY_WORDS])


def clean_query(query: SearchQuery) -> SearchQuery | None:
    """Return a query of plain words alone.

    Args:
        query: A query, which may hold others.

    Returns:
        The same query with plain words, or None if nothing is left to look for.
    """
    match query:
        case PlainText() | Phrase() | Fuzzy():
            words = plain_text(query.query_string)
            if not words:
                return None
            # A copy with other words, whatever else the query holds.
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
    """Combine what is left of the parts of a query, without those that decide nothing."""
    left = [part for part in parts if part is not None and not isinstance(part, MatchAll)]
    everything = any(isinstance(part, MatchAll) for part in parts)
    if kind is And and None in parts:
        return None
    if everything and (kind is Or or not left):
        return MatchAll()
    return left[0] if len(left) == 1 else kind(left) if left else None


class PlainTextBackendMixin(BaseSearchBackend):
    """What is added to a search backend so that no query is an error."""

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
        # SQLite keeps titles in one column and all else in another; asked for any other field it
        # looks for a column of that name. It then looks everywhere instead.
        if hasattr(compiler, "FTS_TABLE_FIELDS") and set(compiler.fields or ()) - {"title"}:
            compiler.fields = None
        return results


class DemotionCompilerMixin(BaseSearchQueryCompiler):
    """What is added to a compiler of queries, so that relevance orders only within two parts.

    A queryset with an alias called `SINKS` says by it what is less to be relied on, however well
    it fits. The database puts it last, so that pages of results and counts stay right.
    """

    def search(
        self, config: object, start: int | None, stop: int | None, **more: object
    ) -> QuerySet:
        """Return what is found, in its order, from one number to another."""
        found = super().search(config, None, None, **more)
        if self.order_by_relevance and DEMOTED_ALIAS in found.query.annotations:
            found = found.order_by(DEMOTED_ALIAS, *found.query.order_by)
        return found[start:stop]


def SearchBackend(params: dict) -> BaseSearchBackend:
    """Return the search backend of the database in use. The name is the one Wagtail looks for.

    Which of SQLite's searches there is, is asked once per process, at the first use: a process
    that migrates must not go on to index.

    Args:
        params: The settings of the backend, such as ``SEARCH_CONFIG``.
    """
    own = type(database.SearchBackend(params))
    asked = ("query_compiler_class", "autocomplete_query_compiler_class")
    compilers = {
        name: type("HubQueryCompiler", (DemotionCompilerMixin, getattr(own, name)), {})
        for name in asked
    }
    return type("HubSearchBackend", (PlainTextBackendMixin, own), compilers)(params)
