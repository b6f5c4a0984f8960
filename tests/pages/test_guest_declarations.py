"""Declarations of guest writers, named and anonymous."""

import pytest
from django.urls import reverse

from campaigns.models import GuestWriter
from pages.models import Authorship, BlogPage
from tests import factories as make
from tests.editorial.editor_actions import create_draft, filled_edit_form, post_edit_form
from tests.pages.test_declarations import INTERESTS, form_page, is_in_review, latest_revision


@pytest.fixture
def guest(client, hub):
    """A client signed in as a guest writer of the campaign."""
    user = make.make_user("guest@hub.example", first_name="Ada", last_name="Okafor")
    GuestWriter.objects.create(campaign=hub.campaign, user=user)
    client.force_login(user)
    client.user = user
    return client


def test_guest_declaration_is_stored_with_their_authorship(guest, hub):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.campaign.pk])
    new = {"title": "By a guest", "slug": "by-a-guest", "summary": "Words."}
    url, data = filled_edit_form(guest, hub.campaign, "action-submit", url=url, **new)
    refused = guest.post(url, data)
    assert "Your interests" in form_page(refused)
    assert refused.context["form"].errors["interests"]
    data["interests"] = INTERESTS
    guest.post(url, data)
    blog = BlogPage.objects.get(slug="by-a-guest")
    assert is_in_review(blog)
    [row] = blog.authorships.all()
    assert (str(row), row.interests) == ("Ada Okafor", INTERESTS)
    assert blog.interests == ""
    [declaration] = latest_revision(blog).declarations
    assert (declaration.declared_by, declaration.interests) == ("Ada Okafor", INTERESTS)


def test_guest_can_change_their_declaration(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    page = latest_revision(draft)
    [row] = page.authorships.all()
    row.interests, row.nothing_to_declare = INTERESTS, False
    page.authorships = [row]
    page.save_revision()
    url, data = filled_edit_form(guest, draft, nothing_to_declare="on")
    assert data["interests"].strip() == INTERESTS
    data["interests"] = ""
    guest.post(url, data)
    [row] = latest_revision(draft).authorships.all()
    assert (row.interests, row.nothing_to_declare) == ("", True)


def test_anonymous_guest_declares_on_the_page_itself(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    post_edit_form(guest, draft, is_anonymous="on", interests=INTERESTS, nothing_to_declare="")
    page = latest_revision(draft)
    [declaration] = page.declarations
    assert (declaration.declared_by, declaration.interests) == ("The author", INTERESTS)
    assert not page.authorships.all()


def test_guest_sees_that_another_author_has_not_declared(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    page = latest_revision(draft)
    other = Authorship(person=make.make_person("Bo Lindqvist"), sort_order=1)
    page.authorships = [*page.authorships.all(), other]
    page.save_revision()
    text = form_page(post_edit_form(guest, draft, "action-submit"))
    assert "Bo Lindqvist has not declared their interests yet. Ask the editors" in text
    assert len(latest_revision(draft).authorships.all()) == 2
