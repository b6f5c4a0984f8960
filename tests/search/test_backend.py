"""Whatever somebody types into a search, the answer is a list."""

import pytest
from django.db import connection
from hypothesis import given
from modelsearch.backends import database
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from wagtail.search.backends import get_search_backend

from library.search_backend import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, clean_query, plain_text
from pages.models import HubPage, Person
from tests import factories
from tests.search.query_samples import ODD_QUERIES, quickly, typed

pytestmark = pytest.mark.django_db


def titles(results):
    return [page.title for page in results]


def answers(query):
    """Ask in every way that the site and the admin ask; return how many were found."""
    pages = HubPage.objects.all()
    counts = []
    for find in (pages.search, pages.autocomplete):
        results = find(query)
        counts.append((len(list(results)), results.count()))
        list(find(query, order_by_relevance=False)[:5])
        list(find(query, operator="or")[:5])
        list(find(query, fields=["title"])[:5])
        find(query).facet("content_type_id")
    return counts


# --- Odd input ---------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ODD_QUERIES, ids=ascii)
def test_odd_query_is_answered(hub, query):
    for found, counted in answers(query):
        assert found == counted


@pytest.mark.parametrize("query", ODD_QUERIES, ids=ascii)
def test_odd_query_in_an_object_is_answered(hub, query):
    word = PlainText("ward")
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


@given(query=typed)
@quickly
def test_any_query_is_answered(hub, query):
    answers(query)


@given(query=typed)
@quickly
def test_any_phrase_is_answered(hub, query):
    list(HubPage.objects.search(Phrase(query)))
    list(HubPage.objects.search(PlainText(query)))
    list(HubPage.objects.autocomplete(PlainText(query)))


@pytest.mark.parametrize("query", ["", "-", "!!!", '"', "😀", "\0", None])
def test_nothing_to_look_for_finds_nothing(hub, query):
    assert list(HubPage.objects.search(query)) == []
    assert list(HubPage.objects.autocomplete(query)) == []


def test_model_can_be_searched_as_well_as_a_queryset(hub):
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
        '"two boxes"',
        "ward (7)",
        "ward, 7!",
        "ward -",
        "- ward",
        "ward\0",
    ],
)
def test_ordinary_words_are_found(hub, query):
    assert titles(HubPage.objects.search(query)) == [hub.blog.title]


@pytest.mark.parametrize("query", ["zoe", "Zoe"])
def test_accents_need_not_be_typed_on_sqlite(hub, query):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL folds accents with an extension only")
    assert titles(HubPage.objects.search(query)) == [hub.blog.title]


@pytest.mark.parametrize("query", ["decis", "decision-mak", "war", 'war"', "ward 7 deci"])
def test_beginnings_are_found(hub, query):
    assert hub.blog.title in titles(HubPage.objects.autocomplete(query))


@pytest.mark.parametrize("query", ["corridor", "ward corridor", "Conn"])
def test_other_words_are_not_found(hub, query):
    assert titles(HubPage.objects.search(query)) == []


def test_operators_are_words(hub):
    assert titles(HubPage.objects.search("ward OR corridor")) == []
    assert titles(HubPage.objects.search("ward NOT corridor")) == []
    assert titles(HubPage.objects.search("ward corridor", operator="or")) == [hub.blog.title]


def test_phrase_is_found_as_a_phrase(hub):
    assert titles(HubPage.objects.search(Phrase("two boxes"))) == [hub.blog.title]
    assert titles(HubPage.objects.search(Phrase("boxes two"))) == []


def test_database_search_is_the_full_one():
    backend = get_search_backend()
    names = {"sqlite": "SQLiteSearchBackend", "postgresql": "PostgresSearchBackend"}
    assert names[connection.vendor] in [kind.__name__ for kind in type(backend).__mro__]
    assert isinstance(backend, type(database.SearchBackend({})))


def test_people_are_found_by_the_fields_that_the_admin_names(hub):
    person = factories.make_person()
    fields = ["name", "role"]
    backend = get_search_backend()
    assert list(backend.search("connor", Person, fields=fields)) == [person]
    assert list(backend.autocomplete("conn", Person, fields=["name"])) == [person]
    assert list(backend.autocomplete("corridor", Person, fields=["name"])) == []


# --- What becomes of a query -------------------------------------------------------------------


def test_query_is_bounded():
    assert len(plain_text("é" * 1000)) == MAX_QUERY_LENGTH
    assert len(plain_text("a " * 100).split()) == MAX_QUERY_WORDS


def test_words_stay_as_they_were_typed():
    for words in ("O’Connor", "decision-making", "Zoë", "病院", "I/O", "R&D", "C++"):
        assert plain_text(words) == words


def test_query_objects_keep_what_else_they_say():
    query = clean_query(
        And([PlainText('a"', "or", boost=2), Boost(Fuzzy("b\0", unaccent=True), 3)])
    )
    text, boost = query.subqueries
    assert (text.query_string, text.operator, text.boost) == ("a", "or", 2)
    assert (boost.subquery.query_string, boost.subquery.unaccent, boost.boost) == ("b", True, 3)


def test_empty_parts_of_a_query_find_nothing():
    assert clean_query(PlainText('"')) is None
    assert clean_query(And([PlainText("a"), Phrase("-")])) is None
    assert clean_query(Or([Phrase("-")])) is None
    assert clean_query(Boost(Phrase("-"), 2)) is None
    assert repr(clean_query(Or([PlainText("a"), Phrase("-")]))) == repr(PlainText("a"))
    assert repr(clean_query(And([PlainText("a"), Not(Phrase("-"))]))) == repr(PlainText("a"))
    assert isinstance(clean_query(Or([PlainText("a"), Not(Phrase("-"))])), MatchAll)
    assert isinstance(clean_query(And([Not(Phrase("-"))])), MatchAll)
    assert isinstance(clean_query(Not(Phrase("-"))), MatchAll)
    assert isinstance(clean_query(MatchAll()), MatchAll)
