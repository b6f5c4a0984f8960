"""Editors change who wrote a piece, and whether anybody may know, in one go."""

import pytest

from accounts.roles import EDITOR
from campaigns.models import GuestWriter
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.editor_actions import create_draft, post_edit_form


@pytest.fixture
def desk(client, hub):
    """An editor, signed in."""
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    return client


def latest(page) -> BlogPage:
    """Return a page as it was last saved at the desk."""
    return BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_an_author_is_removed_and_the_piece_made_anonymous_in_one_go(desk, hub):
    post_edit_form(desk, hub.blog, is_anonymous="on", authorships__0__DELETE="1")
    saved = latest(hub.blog)
    assert saved.is_anonymous
    assert not saved.authorships.all()


def test_a_piece_with_an_author_is_not_made_anonymous(desk, hub):
    response = post_edit_form(desk, hub.blog, is_anonymous="on")
    assert "Remove the authors first" in response.content.decode()
    assert not latest(hub.blog).is_anonymous


def test_an_author_stays_through_an_ordinary_edit(desk, hub):
    post_edit_form(desk, hub.blog, title="Another title")
    saved = latest(hub.blog)
    assert saved.title == "Another title"
    assert [row.person for row in saved.authorships.all()] == [hub.person]


def test_a_guest_who_becomes_anonymous_leaves_no_name(client, hub):
    guest = make.make_user("guest@hub.example")
    GuestWriter.objects.create(campaign=hub.campaign, user=guest)
    draft = create_draft(guest, hub.campaign)
    assert [str(row.person) for row in latest(draft).authorships.all()] == ["Guest writer"]
    client.force_login(guest)
    post_edit_form(client, draft, is_anonymous="on")
    assert latest(draft).is_anonymous
    assert not latest(draft).authorships.all()
