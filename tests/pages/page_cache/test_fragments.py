"""What is kept from one reader for the next never outlives a change, and is never anybody's own."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from accounts.roles import MEMBER
from pages.models import BlogPage
from tests import factories as make


def read(client, address: str) -> str:
    """Return what a reader is given."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def neighbour(hub):
    """A blog on the topic of the near miss, so that one leads on to the other."""
    return make.tag(make.make_blog(hub.blogs, "Quince jelly", hub.person), hub.subtopic)


def test_the_next_reader_costs_fewer_queries(client, hub):
    read(client, hub.blog.url)
    with CaptureQueriesContext(connection) as first:
        make.tag(hub.blog, hub.subtopic)
    with CaptureQueriesContext(connection) as again:
        read(client, hub.blog.url)
    with CaptureQueriesContext(connection) as kept:
        read(client, hub.blog.url)
    assert len(first) and len(kept) < len(again)


def test_a_new_piece_is_read_next_at_once(client, hub):
    assert "Quince jelly" not in read(client, hub.blog.url)
    make.tag(make.make_blog(hub.blogs, "Quince jelly", hub.person), hub.subtopic)
    assert "Quince jelly" in read(client, hub.blog.url)


def test_a_piece_that_was_taken_down_is_read_next_no_more(client, hub, neighbour):
    assert "Quince jelly" in read(client, hub.blog.url)
    neighbour.unpublish()
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_piece_that_was_deleted_is_read_next_no_more(client, hub, neighbour):
    assert "Quince jelly" in read(client, hub.blog.url)
    neighbour.delete()
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_piece_that_was_closed_to_the_public_is_read_next_no_more(client, hub, neighbour):
    assert "Quince jelly" in read(client, hub.blog.url)
    PageViewRestriction.objects.create(page=neighbour, restriction_type=PageViewRestriction.LOGIN)
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_restriction_that_is_lifted_shows_the_piece(client, hub, secret):
    assert "Zanzibarine" not in read(client, hub.blog.url)
    PageViewRestriction.objects.all().delete()
    assert "Zanzibarine" in read(client, hub.blog.url)


def test_a_piece_that_moved_is_found_where_it_is(client, hub, neighbour):
    read(client, hub.blog.url)
    neighbour.move(hub.campaign, pos="last-child")
    assert "/campaigns/on-time/quince-jelly/" in read(client, hub.blog.url)


def test_a_renamed_section_is_renamed_in_the_menu_of_every_page(client, hub):
    read(client, hub.blog.url)
    hub.resources.title = "Things to use"
    hub.resources.save()
    assert "Things to use" in read(client, hub.blog.url)


def test_what_a_member_may_see_is_not_kept_for_the_public(client, hub, secret):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert "Zanzibarine" in read(client, hub.blog.url)
    assert "Zanzibarine" in read(client, "/")
    client.logout()
    assert "Zanzibarine" not in read(client, hub.blog.url)
    assert "Zanzibarine" not in read(client, "/")


def test_what_the_public_was_given_is_not_what_a_member_sees(client, hub, secret):
    read(client, hub.blog.url)
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert "Zanzibarine" in read(client, hub.blog.url)


def test_a_group_that_is_let_in_or_not_begins_a_new_edition(client, hub):
    group = Group.objects.create(name="A network")
    closed = PageViewRestriction.objects.create(
        page=hub.resource, restriction_type=PageViewRestriction.GROUPS
    )
    closed.groups.add(group)
    assert client.get(hub.resource.url).status_code == 302


def test_a_preview_keeps_nothing(client, hub, neighbour):
    draft = BlogPage.objects.get(pk=hub.blog.pk)
    draft.topics.clear()
    preview = draft.make_preview_request(preview_mode=draft.default_preview_mode)
    assert "Quince jelly" not in preview.rendered_content
    assert "Quince jelly" in read(client, hub.blog.url)
