"""Words that blogs declared before each author was asked are kept, and given to nobody wrongly."""

from importlib import import_module

import pytest
from django.apps import apps

from editorial.consent.fingerprint import fingerprint
from pages.models import Authorship, BlogPage
from tests import factories as make

WORDS = "Is paid by the hospital."
migration = import_module("pages.migrations.0006_interests_of_named_authors")


@pytest.fixture
def blogs(hub):
    """Blogs with old words: by one author, by two, by nobody who is named, and an account."""
    made = {}
    for slug, authors in (("one", 1), ("two", 2), ("anonymous", 0), ("account", 1)):
        blog = make.make_blog(
            hub.blogs,
            slug,
            interests=WORDS,
            nothing_to_declare=False,
            is_anonymous=slug == "anonymous",
            is_account=slug == "account",
        )
        blog.authorships = [
            Authorship(person=make.make_person(f"{slug} {number}"), sort_order=number)
            for number in range(authors)
        ]
        blog.save()
        blog.interests = f"{WORDS} And so is a friend."
        blog.save_revision()
        made[slug] = blog.pk
    return made


def words(page) -> tuple[str, list[str]]:
    """Return what the piece declares, and what each of its authors does."""
    return page.interests, [row.interests for row in page.authorships.all()]


def stored(pk: int) -> tuple[BlogPage, BlogPage]:
    """Return a blog as the public reads it, and its draft."""
    page = BlogPage.objects.get(pk=pk)
    return page, page.get_latest_revision_as_object()


def test_they_go_to_the_one_author_whose_they_must_be(blogs):
    migration.give_to_authors(apps, None)
    public, draft = stored(blogs["one"])
    assert words(public) == ("", [WORDS])
    assert words(draft) == ("", [f"{WORDS} And so is a friend."])


@pytest.mark.parametrize("slug", ["two", "anonymous", "account"])
def test_they_stay_with_the_piece_where_there_is_doubt(blogs, slug):
    before = [words(page) for page in stored(blogs[slug])]
    marks = [fingerprint(page) for page in stored(blogs[slug])]
    migration.give_to_authors(apps, None)
    assert [words(page) for page in stored(blogs[slug])] == before
    assert [fingerprint(page) for page in stored(blogs[slug])] == marks


def test_they_come_back_with_the_code_before(blogs):
    migration.give_to_authors(apps, None)
    migration.give_back(apps, None)
    public, draft = stored(blogs["one"])
    assert public.interests == WORDS
    assert draft.interests == f"{WORDS} And so is a friend."


def test_what_people_agreed_to_keeps_its_mark_until_somebody_answers(hub):
    page = hub.interview
    page.interviewees.update(nothing_to_declare=False)
    page = type(page).objects.get(pk=page.pk)
    mark = fingerprint(page)
    before = page.serializable_data

    def without_the_question() -> dict:
        data = before()
        for row in data["interviewees"]:
            del row["interests"], row["nothing_to_declare"]
        return data

    page.serializable_data = without_the_question
    assert fingerprint(page) == mark
    page.interviewees.update(interests=WORDS)
    assert fingerprint(type(page).objects.get(pk=page.pk)) != mark
