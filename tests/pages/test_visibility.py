"""Nobody sees what is not for them, wherever they look."""

from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import PageViewRestriction

from accounts.roles import MEMBER
from pages.checks import check_visibility_queries, find_visibility_calls
from pages.models import HubPage
from tests import factories as make

PLACES = [
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


def test_a_restricted_page_is_nowhere_for_a_passer_by(client, secret):
    for place in PLACES:
        response = client.get(place)
        assert response.status_code == 200, place
        assert "Zanzibarine" not in response.content.decode(), place


def test_a_member_finds_what_is_for_members(client, secret):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    for place in ("/", "/blogs/", "/topics/culture/", "/search/?q=zanzibarine"):
        assert "Zanzibarine" in client.get(place).content.decode(), place


def test_a_passer_by_is_asked_to_sign_in_and_reads_nothing(client, secret):
    response = client.get(secret.url)
    assert response.status_code == 302
    assert client.get(f"/api/v2/pages/{secret.pk}/").status_code == 404


def test_a_page_below_a_restricted_one_is_hidden_with_it(hub):
    PageViewRestriction.objects.create(
        page=hub.campaign, restriction_type=PageViewRestriction.LOGIN
    )
    seen = set(HubPage.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
    assert not seen & {hub.campaign.pk, hub.guest_blog.pk}
    assert hub.blog.pk in seen


def test_a_page_for_a_group_is_for_that_group_alone(hub):
    group = Group.objects.create(name="A network")
    restriction = PageViewRestriction.objects.create(
        page=hub.blog, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    member, other = make.make_user("in@hub.example"), make.make_user("out@hub.example")
    member.groups.add(group)
    assert HubPage.objects.visible_to(member).filter(pk=hub.blog.pk).exists()
    assert not HubPage.objects.visible_to(other).filter(pk=hub.blog.pk).exists()


def test_a_page_behind_a_shared_password_is_listed_for_nobody(hub):
    PageViewRestriction.objects.create(
        page=hub.blog, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    for user in (AnonymousUser(), make.make_admin()):
        assert not HubPage.objects.visible_to(user).filter(pk=hub.blog.pk).exists()


def test_a_draft_is_nowhere(client, hub):
    draft = make.make_blog(hub.blogs, "Xylographica", live=False)
    for place in PLACES:
        assert "Xylographica" not in client.get(place).content.decode()
    assert client.get("/blogs/xylographica/").status_code == 404
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404


def test_words_that_wait_for_review_are_not_told_before_they_are_published(client, hub):
    hub.blog.summary = "Xylographica, not yet approved."
    hub.blog.save_revision()
    for place in (*PLACES, f"/api/v2/pages/{hub.blog.pk}/"):
        assert "Xylographica" not in client.get(place).content.decode()


def test_an_account_is_told_no_more_by_the_feed_and_the_interface(client, secret):
    client.force_login(make.make_user("member@hub.example", MEMBER))
    for place in ("/feed/", "/sitemap.xml", "/api/v2/pages/", "/api/v2/pages/?search=zanzibarine"):
        assert "Zanzibarine" not in client.get(place).content.decode(), place
    assert client.get(f"/api/v2/pages/{secret.pk}/").status_code == 404


def test_no_module_decides_by_itself_what_is_visible():
    assert check_visibility_queries(None) == []


def test_the_check_finds_a_module_that_does():
    assert list(find_visibility_calls("Page.objects.live()\nPage.objects.child_of(x)")) == [
        (1, "live")
    ]


def test_answers_to_signed_in_people_are_kept_by_nobody(client, hub):
    assert "s-maxage" in client.get("/")["Cache-Control"]
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert client.get("/")["Cache-Control"] == "private, no-store"
    assert client.get("/admin/")["Cache-Control"] != "public"
