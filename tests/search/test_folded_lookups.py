"""Searches of people's names without regard to case, accents and apostrophes."""

import pytest
from django.db.models import Value
from django.urls import reverse

from accounts.models import User
from pages.models import Person
from search_index.analysis import fold
from search_index.folded_lookups import Folded, filter_by_words
from tests.clients import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

NAMES = [
    "O'Brien",
    "O’Brien",
    "Obrien",
    "José",
    "Jose\u0301",
    "ŁØRÆN ß đ",
    "İpek ʼOʻ",
    "Ångström",
    "病院",
]


def test_databases_fold_as_queries_do():
    User.objects.create(email="one@hub.example")
    for name in NAMES:
        folded = User.objects.annotate(folded=Folded(Value(name))).values_list("folded", flat=True)
        assert folded.first() == fold(name), name


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Siobhán O’Brien", ["o'brien", "O’BRIEN", "obrien", "siobhan", "Siobha\u0301n obrien"]),
        ("Jose Obrien", ["José", "o’brien", "JOSÉ O'Brien"]),
    ],
)
def test_filter_by_words_folds_both_sides(name, queries):
    User.objects.create(
        email="a@hub.example", first_name=name.split()[0], last_name=name.split()[1]
    )
    for query in queries:
        found = filter_by_words(User.objects.all(), query, ("first_name", "last_name"))
        assert found.count() == 1, query
    assert not filter_by_words(User.objects.all(), "brien siobhann", ("last_name",)).exists()


@pytest.fixture
def admin():
    user = User.objects.create_superuser("admin@hub.example", "patient-safety")
    return signed_in(user)


def test_admin_lists_and_choosers_fold_names(admin):
    Person.objects.create(name="José O’Brien", role="Nurse")
    for name in (
        "wagtailsnippets_pages_person:list",
        "wagtailsnippetchoosers_pages_person:choose_results",
    ):
        for query in ("jose obrien", "JOSÉ", "O'Brien", "obri"):
            page = admin.get(reverse(name), {"q": query}).content.decode()
            assert "José O’Brien" in page, (name, query)
