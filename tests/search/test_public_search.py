"""Public search: other forms of words, misspelt words, and the order of results."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search_index.corrections import correct
from search_index.models import VocabularyWord
from search_index.vocabulary import rebuild_vocabulary
from tests import factories as make
from tests.snapshots import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

CORRECTION = "Showing results for <strong>{}</strong>"


@pytest.fixture
@snapshot
def library():
    """Articles about some words, each after one that mentions them more often."""
    hub = make.make_hub()
    for title, summary in (
        ("Fatigue on night shifts", "What helps."),
        ("Parkinson’s medication on time", "Get it on time."),
        ("Pain during hysteroscopy", "Ask for relief."),
        ("Medication errors", "What we learn."),
        ("Speaking up", "How to raise a concern."),
        ("Handwashing", "Five moments."),
        ("Bed rails and hand hygiene", "What works."),
        ("A plain ward round", "José O’Brien met anaesthetists about haemorrhage."),
    ):
        make.make_blog(hub.blogs, title, summary=summary)
    mention = "Fatigue, hysteroscopy, a medication error: we speak up about fatigue and fatigue. "
    make.make_blog(hub.blogs, "Minutes of a meeting", summary=mention * 5)
    hub.secret = make.make_blog(hub.blogs, "Confidential xylophone", summary="Xylophones.")
    group = Group.objects.create(name="Readers of it")
    restriction = PageViewRestriction.objects.create(
        page=hub.secret, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    rebuild_vocabulary()
    return hub


def search(query, client=None):
    """Return the response and the titles found."""
    response = (client or Client()).get("/search/", {"q": query})
    assert response.status_code == 200
    return response, [page.title for page in response.context["search"].listing.page]


def test_an_article_about_the_words_is_first(library):
    for query, title in {
        "fatigued": "Fatigue on night shifts",
        "FATIGUE": "Fatigue on night shifts",
        "parkinsons": "Parkinson’s medication on time",
        "Parkinson's": "Parkinson’s medication on time",
        "parkinson": "Parkinson’s medication on time",
        "hysteroscopies": "Pain during hysteroscopy",
        "medication error": "Medication errors",
        "error medications": "Medication errors",
        "speak up": "Speaking up",
        "speaking up": "Speaking up",
        "how do I speak up": "Speaking up",
        "hand washing": "Handwashing",
        "jose obrien": "A plain ward round",
        "O'Brien": "A plain ward round",
    }.items():
        response, titles = search(query)
        assert titles[:1] == [title], query
        assert "Showing results" not in response.content.decode(), query


def test_misspelt_words_are_corrected(library):
    for query, corrected, title in (
        ("fatige", "fatigue", "Fatigue on night shifts"),
        ("hysterscopy", "hysteroscopy", "Pain during hysteroscopy"),
        ("hysterscopy pian", "hysteroscopy pain", "Pain during hysteroscopy"),
        ("medicaton errors", "medication errors", "Medication errors"),
        ("bedrails", "bed rails", "Bed rails and hand hygiene"),
        ("hemorrhage", "haemorrhage", "A plain ward round"),
        ("anesthetist", "anaesthetists", "A plain ward round"),
    ):
        response, titles = search(query)
        assert titles[:1] == [title], query
        assert CORRECTION.format(corrected) in response.content.decode(), query


def test_searches_without_result_read_the_vocabulary_once(library):
    search("fatige")
    with CaptureQueriesContext(connection) as captured:
        search("hysterscopy pian")
    read = [each["sql"] for each in captured if VocabularyWord._meta.db_table in each["sql"]]
    assert len(read) == 1 and "COUNT" in read[0]


def test_the_first_five_unknown_words_are_corrected(library):
    assert correct("fatige hysterscopy medicaton handwashin railss hygeine") == (
        "fatigue hysteroscopy medication handwashing rails hygeine"
    )


def test_results_of_the_query_are_not_mixed_with_corrections(library):
    make.make_blog(library.blogs, "A fatige of mine")
    response, titles = search("fatige")
    assert titles == ["A fatige of mine"]
    assert "Showing results" not in response.content.decode()


def test_some_words_are_found_if_no_page_has_all(library):
    response, titles = search("fatigue zebra")
    assert titles[0] == "Fatigue on night shifts"
    assert "No result has all of these words" in response.content.decode()
    response, titles = search("qqqqq zzzzz")
    assert titles == []
    assert "No results" in response.content.decode()


def test_words_of_restricted_pages_are_not_suggested(library):
    assert not VocabularyWord.objects.filter(word__startswith="xylophon").exists()
    for query in ("xylophne", "xylophone", "xylophones"):
        response, titles = search(query)
        assert titles == []
        assert "Confidential" not in response.content.decode()
        assert "Showing results" not in response.content.decode()


def test_a_word_is_not_suggested_after_its_page_is_restricted(library):
    """The vocabulary still has the word until its next update."""
    VocabularyWord.objects.create(word="xylophone", stem="xylophon", length=9)
    response, titles = search("xylophne")
    assert (titles, "xylophone" in response.content.decode()) == ([], False)


def test_published_words_are_known_at_once(library, django_capture_on_commit_callbacks):
    page = make.make_blog(library.blogs, "A tracheostomy")
    assert search("tracheostmy")[1] == []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert search("tracheostmy")[1] == ["A tracheostomy"]
    assert VocabularyWord.objects.get(word="tracheostomy").documents == 1
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert VocabularyWord.objects.filter(word="tracheostomy").count() == 1


def test_filters_of_a_corrected_query_stay(library):
    response = Client().get("/search/", {"q": "fatige", "type": "resource"})
    assert response.context["search"].corrected_query == "fatigue"
    assert response.context["search"].listing.total == 0
    assert "q=fatige" in response.content.decode()
