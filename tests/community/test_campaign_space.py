"""An editor opens the discussions of a campaign; those who read its page read them."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from campaigns.models import CampaignIndexPage, CampaignPage
from community.models import Post, Space
from tests import factories as make
from tests.clients import signed_in
from tests.community.conftest import submit

SPACE_URL = "/community/painful/"


@pytest.fixture
def campaign(board) -> CampaignPage:
    """Return a campaign whose discussions an editor has opened, with one discussion."""
    page = make.make_campaign(CampaignIndexPage.objects.get(), "Painful procedures")
    values = {"title": "Painful procedures", "slug": "painful", "summary": "What happened."}
    url = f"/admin/campaigns/{page.pk}/discussion/"
    assert url in signed_in(board.editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert signed_in(board.editor).post(url, values).status_code == 302
    values = {"title": "Okapititle of a talk", "text": "An okapiword."}
    submit(signed_in(board.author), f"{SPACE_URL}start/", **values)
    return page


def urls(page: CampaignPage) -> list[str]:
    """Return the addresses that show the discussion."""
    post = Post.objects.get(text__contains="okapiword")
    return [
        *(page.url, SPACE_URL, post.discussion.get_absolute_url(), "/community/"),
        *(f"{SPACE_URL}feed/", "/search/?q=okapiword", "/sitemap.xml"),
    ]


def shows(url: str, user=None) -> bool:
    """Return whether a page shows the title of the discussion or its address."""
    client = signed_in(user) if user else Client()
    text = client.get(url).content.decode()
    return "Okapititle" in text or "okapititle-of-a-talk" in text


def test_readers_find_the_discussions_of_a_campaign(campaign):
    assert all(shows(url) for url in urls(campaign))
    text = Client().get(campaign.url).content.decode()
    assert "Read and write in the discussions" in text and f'href="{SPACE_URL}"' in text
    assert f'href="{campaign.url}"' in Client().get(SPACE_URL).content.decode()


def test_a_restricted_campaign_has_a_restricted_space(board, campaign):
    restriction = PageViewRestriction.objects.create(page=campaign, restriction_type="groups")
    restriction.groups.set(board.editor.groups.all())
    found = urls(campaign)
    assert not [url for url in found for user in (None, board.newcomer) if shows(url, user)]
    assert shows(SPACE_URL, board.editor)
    assert "Everyone can read" not in (
        signed_in(board.editor).get(f"{SPACE_URL}start/").content.decode()
    )


def test_an_unpublished_campaign_shows_no_discussion(board, campaign):
    found = urls(campaign)
    campaign.unpublish()
    assert not [url for url in found for user in (None, board.author) if shows(url, user)]


def test_posts_of_new_members_are_held_and_moderated(board, campaign):
    values = {"title": "First", "text": "My first post."}
    submit(signed_in(board.newcomer), f"{SPACE_URL}start/", **values)
    post = Post.objects.get(text="My first post.")
    assert post.state == "held"
    queue = signed_in(board.moderator).get("/admin/moderation/").content.decode()
    assert "My first post." in queue


def test_only_who_may_open_discussions_does(board, campaign):
    Space.objects.filter(slug="painful").update(external_id=None)
    url = f"/admin/campaigns/{campaign.pk}/discussion/"
    assert signed_in(board.moderator).get(url).status_code in {302, 403}
    assert signed_in(board.author).post(url, {"title": "No"}).status_code in {302, 403}
    refused = signed_in(board.editor).post(url, {"title": "A", "slug": "rules", "summary": "S"})
    assert refused.status_code == 422
    assert "This address is reserved" in refused.content.decode()
