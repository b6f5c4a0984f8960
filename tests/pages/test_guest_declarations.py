"""A guest declares their own interests, whether they are named or not."""

import pytest
from django.urls import reverse

from campaigns.models import GuestWriter
from pages.models import Authorship, BlogPage
from tests import factories as make
from tests.editorial.editor_actions import create_draft, post_edit_form, submit_for_review
from tests.pages.test_declarations import OWNS, errors_of, in_review, latest


@pytest.fixture
def guest(client, hub):
    """A guest of the campaign, signed in."""
    user = make.make_user("guest@hub.example", first_name="Ada", last_name="Okafor")
    GuestWriter.objects.create(campaign=hub.campaign, user=user)
    client.force_login(user)
    client.user = user
    return client


def test_a_guest_answers_for_themselves_and_the_answer_goes_with_their_name(guest, hub):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.campaign.pk])
    assert "Your interests" in guest.get(url).content.decode()
    new = {"title": "By a guest", "slug": "by-a-guest", "summary": "Words."}
    refused = post_edit_form(guest, hub.campaign, "action-submit", url=url, **new)
    assert refused.context["form"].errors["interests"]
    post_edit_form(guest, hub.campaign, "action-submit", url=url, interests=OWNS, **new)
    blog = BlogPage.objects.get(slug="by-a-guest")
    assert in_review(blog)
    [row] = blog.authorships.all()
    assert (str(row), row.interests) == ("Ada Okafor", OWNS)
    assert blog.interests == ""
    [declared] = latest(blog).declarations
    assert (declared.declared_by, declared.interests) == ("Ada Okafor", OWNS)


def test_a_guest_finds_their_answer_again_and_changes_it(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    post_edit_form(guest, draft, interests=OWNS, nothing_to_declare="")
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "&lt;syringes&gt;" in guest.get(url).content.decode()
    post_edit_form(guest, draft, interests="", nothing_to_declare="on")
    [row] = latest(draft).authorships.all()
    assert (row.interests, row.nothing_to_declare) == ("", True)


def test_a_guest_who_becomes_anonymous_keeps_the_answer_and_leaves_no_name(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    post_edit_form(guest, draft, is_anonymous="on", interests=OWNS, nothing_to_declare="")
    page = latest(draft)
    [declared] = page.declarations
    assert (declared.declared_by, declared.interests) == ("The author", OWNS)
    assert not page.authorships.all()


def test_a_guest_is_told_of_a_fellow_author_who_has_not_answered(guest, hub):
    draft = create_draft(guest.user, hub.campaign)
    page = latest(draft)
    fellow = Authorship(person=make.make_person("Bo Lindqvist"), sort_order=1)
    page.authorships = [*page.authorships.all(), fellow]
    page.save_revision()
    text = errors_of(submit_for_review(guest, draft))
    assert "Bo Lindqvist has yet to declare their interests. Ask the hub" in text
    assert len(latest(draft).authorships.all()) == 2
