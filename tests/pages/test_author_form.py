"""Edit form of a page's authors and its anonymity."""

import pytest

from accounts.roles import EDITOR
from campaigns.models import GuestWriter
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.editor_actions import create_draft, post_edit_form
from tests.pages.edit_forms import load_edit_form, post_loaded_form
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def form(hub):
    """The edit form of a blog with one author, loaded by an editor."""
    return load_edit_form(make.make_user("editor@hub.example", EDITOR), hub.blog)


def latest_revision(page) -> BlogPage:
    """Return a page's latest revision."""
    return BlogPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_author_can_be_removed_and_blog_made_anonymous_in_one_save(client, form):
    post_loaded_form(client, form, is_anonymous="on", authorships__0__DELETE="1")
    saved = latest_revision(form.page)
    assert saved.is_anonymous
    assert not saved.authorships.all()


def test_blog_with_an_author_cannot_be_made_anonymous(client, form):
    response = post_loaded_form(client, form, is_anonymous="on")
    assert "Remove the authors first" in response.content.decode()
    assert not latest_revision(form.page).is_anonymous


def test_edit_without_author_changes_keeps_the_authors(client, hub, form):
    post_loaded_form(client, form, title="Another title")
    saved = latest_revision(form.page)
    assert saved.title == "Another title"
    assert [row.person for row in saved.authorships.all()] == [hub.person]


def test_guest_authorship_is_removed_when_the_blog_becomes_anonymous(client, hub):
    guest = make.make_user("guest@hub.example")
    GuestWriter.objects.create(campaign=hub.campaign, user=guest)
    draft = create_draft(guest, hub.campaign)
    assert [str(row.person) for row in latest_revision(draft).authorships.all()] == ["Guest writer"]
    client.force_login(guest)
    post_edit_form(client, draft, is_anonymous="on")
    assert latest_revision(draft).is_anonymous
    assert not latest_revision(draft).authorships.all()
