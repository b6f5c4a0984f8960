"""Search backend that analyses texts and queries alike, and can demote results.

It extends the full-text search of the database in use. The index holds analysed words (see
`search_index.analysis`), and a query is reduced to such words: no character of a query is an
operator. Results whose title has all words come before others.
"""

import copy
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from django.db.models import Case, Model, QuerySet, Value, When
from modelsearch.backends import database
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.index import AutocompleteField, RelatedFields
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from search_index.analysis import index_text, query_words, stem

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 20
"""What every search uses of a text: each word adds conditions to a database query."""
DEMOTED_ALIAS = "sinks"
"""The name of a queryset alias; results for which it is 1 come last."""


def folded_query(text: str) -> str:
    """Return the folded words of a query, at most as many as a search uses.

    Args:
        text: The query as submitted.
    """
    return " ".join(query_words(text[:MAX_QUERY_LENGTH])[:MAX_QUERY_WORDS])


def stemmed_query(text: str) -> str:
    """Return the stems of the words of a query, at most as many as a search uses."""
    return " ".join(map(stem, folded_query(text).split()))


def analyse_query(query: SearchQuery, analyse: Callable[[str], str]) -> SearchQuery | None:
    """Return a query reduced to the words that the index holds.

    Args:
        query: A query, which may contain others.
        analyse: `folded_query` or `stemmed_query`.

    Returns:
        The same query with analysed words, or None if nothing is left to look for.
    """
    match query:
        case PlainText() | Phrase() | Fuzzy():
            words = analyse(query.query_string)
            if not words:
                return None
            # A copy with this text and all other attributes of the query.
            analysed = copy.copy(query)
            analysed.query_string = words
            return analysed
        case And() | Or():
            return _combine(
                type(query), [analyse_query(part, analyse) for part in query.subqueries]
            )
        case Not():
            part = analyse_query(query.subquery, analyse)
            return MatchAll() if part is None else Not(part)
        case Boost():
            part = analyse_query(query.subquery, analyse)
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


class AnalysedObject:
    """An object as the index reads it: the texts of its search fields are analysed.

    Args:
        obj: The object to be indexed.
    """

    def __init__(self, obj: Model) -> None:
        self.obj = obj
        self.pk = obj.pk

    def get_search_fields(self) -> list[Any]:
        """Return copies of the object's search fields with analysed values."""
        return [_analysed_field(field) for field in self.obj.get_search_fields()]


def _analysed_field(field: Any) -> Any:
    """Return a copy of a search field whose values are analysed."""
    analysed = copy.copy(field)
    if isinstance(field, RelatedFields):
        analysed.fields = [_analysed_field(part) for part in field.fields]
        analysed.get_value = lambda obj: field.get_value(_original(obj))
    else:
        analyse = partial(_analysed_value, stemmed=not isinstance(field, AutocompleteField))
        analysed.get_value = lambda obj: analyse(field.get_value(_original(obj)))
    return analysed


def _original(obj: Any) -> Any:
    return obj.obj if isinstance(obj, AnalysedObject) else obj


def _analysed_value(value: Any, *, stemmed: bool) -> str:
    """Return the analysed text of a field's value: a text, or a collection of values."""
    match value:
        case dict():
            return _analysed_value(list(value.values()), stemmed=stemmed)
        case list():
            return " ".join(_analysed_value(part, stemmed=stemmed) for part in value)
        case None:
            return ""
    return index_text(str(value), stemmed=stemmed)


class AnalysingIndexMixin(BaseIndex):
    """Index mixin that stores analysed texts."""

    def add_items(self, model: type[Model], objs: Sequence[Model]) -> None:
        """Add objects of one model to the index, or replace their entries."""
        super().add_items(model, [AnalysedObject(obj) for obj in objs])


class AnalysingBackendMixin(BaseSearchBackend):
    """Search backend mixin that reduces every query to the words that the index holds."""

    def _search(
        self,
        query_compiler_class: type,
        query: str | SearchQuery | None,
        model_or_queryset: type[Model] | QuerySet,
        **kwargs: object,
    ) -> BaseSearchResults:
        is_autocomplete = query_compiler_class is self.autocomplete_query_compiler_class
        analyse = folded_query if is_autocomplete else stemmed_query
        if isinstance(query, SearchQuery):
            analysed = analyse_query(query, analyse)
        else:
            analysed = analyse(str(query or ""))
        if not analysed:
            # Nothing to look for finds nothing. Wagtail's own empty results cannot be counted by
            # type, which the admin's page search does.
            if not isinstance(model_or_queryset, QuerySet):
                model_or_queryset = model_or_queryset._default_manager.all()
            model_or_queryset, analysed = model_or_queryset.none(), "nothing"
        return super()._search(query_compiler_class, analysed, model_or_queryset, **kwargs)


class RankingCompilerMixin(BaseSearchQueryCompiler):
    """Query compiler mixin that orders by an alias, by matches of the title, and by relevance.

    A queryset marks results to demote by the alias `DEMOTED_ALIAS`. The database orders, so that
    pagination and counts stay correct.
    """

    def search(
        self, config: object, start: int | None, stop: int | None, **more: object
    ) -> QuerySet:
        """Return the results from one index to another, demoted ones last."""
        results = super().search(config, None, None, **more)
        if self.order_by_relevance and isinstance(self.query, PlainText | Phrase | Or):
            order = [DEMOTED_ALIAS] if DEMOTED_ALIAS in results.query.annotations else []
            if (in_title := self.title_condition(config)) is not None:
                order.append(Case(When(in_title, then=Value(0)), default=Value(1)))
            results = results.order_by(*order, *results.query.order_by)
        return results[start:stop]

    def title_condition(self, config: object) -> Any:
        """Return the condition that the title alone matches the query; None if there is none."""
        return None


def SearchBackend(params: dict) -> BaseSearchBackend:
    """Return the search backend of the database in use, under the name that Wagtail imports.

    modelsearch detects the full-text search of SQLite once per process, at first use: a process
    that migrates must not index afterwards.

    Args:
        params: The settings of the backend, such as ``SEARCH_CONFIG``.
    """
    own = type(database.SearchBackend(params))
    compilers = import_module(_COMPILER_MODULES[own.__name__])
    attributes = {
        "index_class": type("HubIndex", (AnalysingIndexMixin, own.index_class), {}),
        "query_compiler_class": compilers.QueryCompiler,
        "autocomplete_query_compiler_class": compilers.AutocompleteQueryCompiler,
        "indexed_text": staticmethod(compilers.indexed_text),
    }
    return type("HubSearchBackend", (AnalysingBackendMixin, own), attributes)(params)


_COMPILER_MODULES = {
    "SQLiteSearchBackend": "search_index.sqlite",
    "PostgresSearchBackend": "search_index.postgresql",
}
