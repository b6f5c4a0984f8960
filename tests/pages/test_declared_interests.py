"""Declared interests as readers see them, on pages and in feeds."""

import pytest

from pages.models import Authorship
from tests.pages.test_declarations import INTERESTS, blog_without_declarations


@pytest.fixture
def hub_with_interests(hub):
    """A hub whose blog declares an interest and whose interview declares none."""
    Authorship.objects.filter(page=hub.blog).update(interests=INTERESTS, nothing_to_declare=False)
    return hub


def test_page_shows_declarations(client, hub_with_interests):
    text = client.get(hub_with_interests.blog.url).content.decode()
    assert "Declared interests" in text
    assert "&lt;syringes&gt;" in text
    text = client.get(hub_with_interests.interview.url).content.decode()
    assert "<strong>Zoë O’Connor</strong>: nothing to declare." in text


def test_feeds_contain_declarations(client, hub_with_interests):
    for url in ("/feed/", "/feed/topics/culture/"):
        text = client.get(url).content.decode()
        assert "Declared interests" in text
        assert "&amp;lt;syringes&amp;gt;" in text, "escaped for HTML, and that for XML"


def test_incomplete_declarations_are_not_shown(client, hub):
    Authorship.objects.update(nothing_to_declare=False)
    text = client.get(hub.blog.url).content.decode()
    assert "Declared interests" not in text


def test_joint_declaration_of_several_authors_is_shown(client, hub):
    blog = blog_without_declarations(hub)
    blog.interests, blog.live = "Both are paid by the hospital.", True
    blog.save()
    text = client.get(blog.url).content.decode()
    assert "<strong>The authors together</strong>: Both are paid by the hospital." in text
