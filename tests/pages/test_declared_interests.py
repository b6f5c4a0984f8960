"""Readers are told what the people of a piece declare: on the page and in the feed."""

import pytest

from pages.models import Authorship
from tests.pages.test_declarations import OWNS, silent_blog


@pytest.fixture
def declared(hub):
    """The blog, its author declaring something, and the interview, declaring nothing."""
    Authorship.objects.filter(page=hub.blog).update(interests=OWNS, nothing_to_declare=False)
    return hub


def test_readers_are_told_on_the_page(client, declared):
    text = client.get(declared.blog.url).content.decode()
    assert "Declared interests" in text
    assert "&lt;syringes&gt;" in text
    text = client.get(declared.interview.url).content.decode()
    assert "<strong>Zoë O’Connor</strong>: nothing to declare." in text


def test_readers_of_the_feed_are_told(client, declared):
    for address in ("/feed/", "/feed/topics/culture/"):
        text = client.get(address).content.decode()
        assert "Declared interests" in text
        assert "&amp;lt;syringes&amp;gt;" in text, "escaped for HTML, and that for XML"


def test_nobody_is_said_to_have_answered_who_was_never_asked(client, hub):
    Authorship.objects.update(nothing_to_declare=False)
    text = client.get(hub.blog.url).content.decode()
    assert "Declared interests" not in text


def test_old_words_about_several_authors_still_stand(client, hub):
    blog = silent_blog(hub)
    blog.interests, blog.live = "Both are paid by the hospital.", True
    blog.save()
    text = client.get(blog.url).content.decode()
    assert "<strong>The authors together</strong>: Both are paid by the hospital." in text
