"""Visibility of drafts and restricted pages in every listing, feed and API."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import PageViewRestriction

from accounts.roles import MEMBER
from pages.checks import check_visibility_queries, find_visibility_calls
from pages.models import HubPage
from pages.querysets import MAX_HIDDEN_PATHS
from tests import factories as make

URLS = [
    "/",
    "/blogs/",
    "/blogs/?year=2026",
    "/topics/",
    "/topics/culture/",
    "/topics/culture/speaking-up/",
    "/search/?q=zanzibarine",
    "/search/?q=miss",
    "/feed/",
    "/feed/topics/culture/",
    "/sitemap.xml",
    "/blogs/a-near-miss/",
    "/impact/",
    "/api/v2/pages/",
    "/api/v2/pages/?search=zanzibarine",
    "/api/v2/pages/?topic=culture&type=blog&year=2026",
]


def test_restricted_page_is_listed_nowhere_for_anonymous_users(client, restricted_page):
    for url in URLS:
        response = client.get(url)
        assert response.status_code == 200, url
        assert "Zanzibarine" not in response.content.decode(), url


def test_member_sees_restricted_page_in_listings(client, restricted_page):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    for url in ("/", "/blogs/", "/topics/culture/", "/search/?q=zanzibarine"):
        assert "Zanzibarine" in client.get(url).content.decode(), url


def test_restricted_page_redirects_anonymous_users_to_sign_in(client, restricted_page):
    response = client.get(restricted_page.url)
    assert response.status_code == 302
    assert client.get(f"/api/v2/pages/{restricted_page.pk}/").status_code == 404


def test_restriction_applies_to_descendants(hub):
    PageViewRestriction.objects.create(
        page=hub.campaign, restriction_type=PageViewRestriction.LOGIN
    )
    visible = set(HubPage.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
    assert not visible & {hub.campaign.pk, hub.guest_blog.pk}
    assert hub.blog.pk in visible


@pytest.mark.parametrize("max_paths", [MAX_HIDDEN_PATHS, pytest.param(0, id="many restrictions")])
def test_group_restriction_admits_only_that_group(hub, monkeypatch, max_paths):
    monkeypatch.setattr("pages.querysets.MAX_HIDDEN_PATHS", max_paths)
    group = Group.objects.create(name="A network")
    restriction = PageViewRestriction.objects.create(
        page=hub.blog, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    member, other = make.make_user("in@hub.example"), make.make_user("out@hub.example")
    member.groups.add(group)
    assert HubPage.objects.visible_to(member).filter(pk=hub.blog.pk).exists()
    assert not HubPage.objects.visible_to(other).filter(pk=hub.blog.pk).exists()


def test_password_protected_page_is_listed_for_nobody(hub):
    PageViewRestriction.objects.create(
        page=hub.blog, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    for user in (AnonymousUser(), make.make_admin()):
        assert not HubPage.objects.visible_to(user).filter(pk=hub.blog.pk).exists()


def test_draft_is_visible_nowhere(client, hub):
    draft = make.make_blog(hub.blogs, "Xylographica", live=False)
    for url in URLS:
        assert "Xylographica" not in client.get(url).content.decode()
    assert client.get("/blogs/xylographica/").status_code == 404
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404


def test_unpublished_changes_are_visible_nowhere(client, hub):
    hub.blog.summary = "Xylographica, not yet approved."
    hub.blog.save_revision()
    for url in (*URLS, f"/api/v2/pages/{hub.blog.pk}/"):
        assert "Xylographica" not in client.get(url).content.decode()


def test_feed_sitemap_and_api_show_signed_in_users_public_pages_only(client, restricted_page):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    for url in ("/feed/", "/sitemap.xml", "/api/v2/pages/", "/api/v2/pages/?search=zanzibarine"):
        assert "Zanzibarine" not in client.get(url).content.decode(), url
    assert client.get(f"/api/v2/pages/{restricted_page.pk}/").status_code == 404


def test_no_module_filters_by_publication_state_itself():
    assert check_visibility_queries(None) == []


def test_check_finds_calls_of_live():
    assert list(find_visibility_calls("Page.objects.live()\nPage.objects.child_of(x)")) == [
        (1, "live")
    ]


def test_responses_to_signed_in_users_are_not_cached(client, hub):
    assert "s-maxage" in client.get("/")["Cache-Control"]
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert client.get("/")["Cache-Control"] == "private, no-store"
    assert client.get("/admin/")["Cache-Control"] != "public"
