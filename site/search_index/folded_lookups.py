"""The transform `folded` of text fields, for searches of names without the search index.

`name__folded__contains=fold("José")` matches names without regard to case, accents and
apostrophes, on SQLite and PostgreSQL.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, EmailField, Q, QuerySet, TextField, Transform

from search_index.analysis import APOSTROPHES, LETTERS, fold

_FUNCTION = "hub_fold"
# The decomposition of PostgreSQL, without combining marks, and the letters that have none.
_ONE_TO_ONE = {letter: plain for letter, plain in LETTERS.items() if len(plain) == 1}
_REMOVED = APOSTROPHES.replace("'", "''")


def _postgresql_template() -> str:
    sql = "regexp_replace(normalize(lower(%(expressions)s), NFKD), '[\u0300-\u036f]', '', 'g')"
    # Most names are ASCII, for which two cheap functions suffice.
    ascii_text = f"translate(lower(%(expressions)s), '{_REMOVED}', '')"
    letters, plain = "".join(_ONE_TO_ONE), "".join(_ONE_TO_ONE.values())
    sql = f"translate({sql}, '{letters}{_REMOVED}', '{plain}')"
    for letter, replacement in LETTERS.items():
        if letter not in _ONE_TO_ONE:
            sql = f"replace({sql}, '{letter}', '{replacement}')"
    is_ascii = "octet_length(%(expressions)s) = char_length(%(expressions)s)"
    return f"CASE WHEN {is_ascii} THEN {ascii_text} ELSE {sql} END"


class Folded(Transform):
    """A text as `search_index.analysis.fold` returns it."""

    lookup_name = "folded"
    function = _FUNCTION
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Return the expression of PostgreSQL's own functions; no extension is needed."""
        template = _postgresql_template()
        sql, params = self.as_sql(compiler, connection, template=template, **context)
        return sql, tuple(params) * template.count("%(expressions)s")


def add_sqlite_function(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Add the function to a new connection to SQLite."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            _FUNCTION, 1, lambda text: None if text is None else fold(text), deterministic=True
        )


def register() -> None:
    """Register the transform, and the function of SQLite."""
    for field in (CharField, EmailField, TextField):
        field.register_lookup(Folded)
    connection_created.connect(add_sqlite_function, dispatch_uid="search_index.fold")


def matches_word(word: str, fields: Iterable[str]) -> Q:
    """Return the condition that one of some fields contains a word, both folded.

    Args:
        word: A word of a query.
        fields: The names of text fields, with lookups across relations.
    """
    return reduce(or_, (Q(**{f"{field}__folded__contains": fold(word)}) for field in fields))


def filter_by_words(queryset: QuerySet, query: str, fields: Sequence[str]) -> QuerySet:
    """Limit a queryset to the objects in which every word of a query matches one of some fields."""
    for word in query.split():
        queryset = queryset.filter(matches_word(word, fields))
    return queryset
