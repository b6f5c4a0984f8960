"""The search backend: unusual queries, matching, and cleaning of queries."""

import pytest
from django.db import connection
from hypothesis import given
from modelsearch.backends import database
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from wagtail.search.backends import get_search_backend

from pages.models import HubPage, Person
from search_index.backend import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, analyse_query, folded_query
from tests import factories
from tests.search.query_samples import ODD_QUERIES, few_examples, queries

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def titles(results):
    return [page.title for page in results]


def search_all_ways(query):
    """Search as the site and the admin do; return lengths and counts."""
    pages = HubPage.objects.all()
    counts = []
    for search in (pages.search, pages.autocomplete):
        results = search(query)
        counts.append((len(list(results)), results.count()))
        list(search(query, order_by_relevance=False)[:5])
        list(search(query, operator="or")[:5])
        list(search(query, fields=["title"])[:5])
        search(query).facet("content_type_id")
    return counts


# --- Unusual input -----------------------------------------------------------------------------


def test_unusual_queries_succeed(hub):
    for query in ODD_QUERIES:
        for results, counted in search_all_ways(query):
            assert results == counted, ascii(query)


def test_unusual_queries_in_query_objects_succeed(hub):
    word = PlainText("ward")
    for query in ODD_QUERIES:
        for build in (
            PlainText(query),
            PlainText(query, operator="or"),
            Phrase(query),
            And([PlainText(query), word]),
            Or([Phrase(query), word]),
            And([word, Not(PlainText(query))]),
            ~Phrase(query),
        ):
            list(HubPage.objects.search(build))


@given(query=queries)
@few_examples
def test_any_query_succeeds(hub, query):
    search_all_ways(query)


@given(query=queries)
@few_examples
def test_any_phrase_succeeds(hub, query):
    list(HubPage.objects.search(Phrase(query)))
    list(HubPage.objects.search(PlainText(query)))
    list(HubPage.objects.autocomplete(PlainText(query)))


@pytest.mark.parametrize("query", ["", "-", "!!!", '"', "😀", "\0", None])
def test_query_without_words_finds_nothing(hub, query):
    assert list(HubPage.objects.search(query)) == []
    assert list(HubPage.objects.autocomplete(query)) == []


def test_model_class_can_be_searched(hub):
    backend = get_search_backend()
    assert list(backend.search('"', HubPage)) == []
    assert titles(backend.search("ward", HubPage)) == [hub.blog.title]


# --- Ordinary input ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "ward",
        "WARD",
        "  ward  7 ",
        "decision-making",
        "Decision-making",
        "decision making",
        "O’Connor",
        "O'Connor",
        "o’connor",
        "connor",
        "Zoë",
        "zoë",
        "Zoe\u0308",
        "zoe",
        "oconnor",
        "wards",
        "moving box",
        "decisionmaking",
        '"two boxes"',
        "ward (7)",
        "ward, 7!",
        "ward -",
        "- ward",
        "ward\0",
    ],
)
def test_words_are_found(hub, query):
    assert titles(HubPage.objects.search(query)) == [hub.blog.title]


@pytest.mark.parametrize("query", ["decis", "decision-mak", "war", 'war"', "ward 7 deci"])
def test_autocomplete_finds_prefixes(hub, query):
    assert hub.blog.title in titles(HubPage.objects.autocomplete(query))


@pytest.mark.parametrize("query", ["corridor", "ward corridor", "Conn"])
def test_other_words_are_not_found(hub, query):
    assert titles(HubPage.objects.search(query)) == []


def test_operators_are_treated_as_words(hub):
    assert titles(HubPage.objects.search("ward OR corridor")) == []
    assert titles(HubPage.objects.search("ward NOT corridor")) == []
    assert titles(HubPage.objects.search("ward corridor", operator="or")) == [hub.blog.title]


def test_phrase_matches_adjacent_words(hub):
    assert titles(HubPage.objects.search(Phrase("two boxes"))) == [hub.blog.title]
    assert titles(HubPage.objects.search(Phrase("boxes two"))) == []


def test_backend_uses_the_database_full_text_search():
    backend = get_search_backend()
    names = {"sqlite": "SQLiteSearchBackend", "postgresql": "PostgresSearchBackend"}
    assert names[connection.vendor] in [kind.__name__ for kind in type(backend).__mro__]
    assert isinstance(backend, type(database.SearchBackend({})))


def test_search_can_be_limited_to_fields(hub):
    person = factories.make_person()
    fields = ["name", "role"]
    backend = get_search_backend()
    assert list(backend.search("connor", Person, fields=fields)) == [person]
    assert list(backend.autocomplete("conn", Person, fields=["name"])) == [person]
    assert list(backend.autocomplete("corridor", Person, fields=["name"])) == []


# --- Analysis of queries -----------------------------------------------------------------------


def test_query_length_is_limited():
    assert len(folded_query("e" * 1000)) <= MAX_QUERY_LENGTH
    assert len(folded_query("b " * 100).split()) == MAX_QUERY_WORDS


def test_query_objects_keep_their_options():
    query = analyse_query(
        And([PlainText('x"', "or", boost=2), Boost(Fuzzy("b\0", unaccent=True), 3)]), folded_query
    )
    text, boost = query.subqueries
    assert (text.query_string, text.operator, text.boost) == ("x", "or", 2)
    assert (boost.subquery.query_string, boost.subquery.unaccent, boost.boost) == ("b", True, 3)


def test_empty_parts_of_query_objects_are_removed():
    x, empty = PlainText("x"), Phrase("-")

    def analysed(query):
        return analyse_query(query, folded_query)

    assert analysed(PlainText('"')) is None
    assert analysed(And([x, empty])) is None
    assert analysed(Or([empty])) is None
    assert analysed(Boost(empty, 2)) is None
    assert repr(analysed(Or([x, empty]))) == repr(x)
    assert repr(analysed(And([x, Not(empty)]))) == repr(x)
    assert isinstance(analysed(Or([x, Not(empty)])), MatchAll)
    assert isinstance(analysed(And([Not(empty)])), MatchAll)
    assert isinstance(analysed(Not(empty)), MatchAll)
    assert isinstance(analysed(MatchAll()), MatchAll)
