"""Cached fragments: invalidated by every change, and never of a signed-in user."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from accounts.roles import MEMBER
from pages.models import BlogPage
from tests import factories as make


def read(client, address: str) -> str:
    """Return the body of an anonymous request."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def related_blog(hub):
    """A blog with the same topic, so that each is related to the other."""
    return make.tag(make.make_blog(hub.blogs, "Quince jelly", hub.person), hub.subtopic)


def test_cached_fragments_save_queries(client, hub):
    read(client, hub.blog.url)
    with CaptureQueriesContext(connection) as first:
        make.tag(hub.blog, hub.subtopic)
    with CaptureQueriesContext(connection) as again:
        read(client, hub.blog.url)
    with CaptureQueriesContext(connection) as cached:
        read(client, hub.blog.url)
    assert len(first) and len(cached) < len(again)


def test_a_published_page_is_related_immediately(client, hub):
    assert "Quince jelly" not in read(client, hub.blog.url)
    make.tag(make.make_blog(hub.blogs, "Quince jelly", hub.person), hub.subtopic)
    assert "Quince jelly" in read(client, hub.blog.url)


def test_an_unpublished_page_is_no_longer_related(client, hub, related_blog):
    assert "Quince jelly" in read(client, hub.blog.url)
    related_blog.unpublish()
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_deleted_page_is_no_longer_related(client, hub, related_blog):
    assert "Quince jelly" in read(client, hub.blog.url)
    related_blog.delete()
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_restricted_page_is_no_longer_related(client, hub, related_blog):
    assert "Quince jelly" in read(client, hub.blog.url)
    PageViewRestriction.objects.create(
        page=related_blog, restriction_type=PageViewRestriction.LOGIN
    )
    assert "Quince jelly" not in read(client, hub.blog.url)


def test_a_lifted_restriction_shows_the_page(client, hub, restricted_page):
    assert "Zanzibarine" not in read(client, hub.blog.url)
    PageViewRestriction.objects.all().delete()
    assert "Zanzibarine" in read(client, hub.blog.url)


def test_a_moved_page_is_linked_at_its_new_url(client, hub, related_blog):
    read(client, hub.blog.url)
    related_blog.move(hub.campaign, pos="last-child")
    assert "/campaigns/on-time/quince-jelly/" in read(client, hub.blog.url)


def test_a_renamed_index_page_is_renamed_in_every_menu(client, hub):
    read(client, hub.blog.url)
    hub.resources.title = "Things to use"
    hub.resources.save()
    assert "Things to use" in read(client, hub.blog.url)


def test_restricted_content_is_not_cached_for_the_public(client, hub, restricted_page):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert "Zanzibarine" in read(client, hub.blog.url)
    assert "Zanzibarine" in read(client, "/")
    client.logout()
    assert "Zanzibarine" not in read(client, hub.blog.url)
    assert "Zanzibarine" not in read(client, "/")


def test_signed_in_users_get_no_cached_fragments(client, hub, restricted_page):
    read(client, hub.blog.url)
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert "Zanzibarine" in read(client, hub.blog.url)


def test_changing_a_restrictions_groups_increments_the_version(client, hub):
    group = Group.objects.create(name="A network")
    closed = PageViewRestriction.objects.create(
        page=hub.resource, restriction_type=PageViewRestriction.GROUPS
    )
    closed.groups.add(group)
    assert client.get(hub.resource.url).status_code == 302


def test_previews_are_not_cached(client, hub, related_blog):
    draft = BlogPage.objects.get(pk=hub.blog.pk)
    draft.topics.clear()
    preview = draft.make_preview_request(preview_mode=draft.default_preview_mode)
    assert "Quince jelly" not in preview.rendered_content
    assert "Quince jelly" in read(client, hub.blog.url)
