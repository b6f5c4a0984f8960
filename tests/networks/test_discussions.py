"""Private discussions of a network: members read and write, organisers moderate, no one else."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from accounts.models import CommunityRules
from accounts.models.community_rules import accept_rules
from accounts.roles import EDITOR, MODERATOR
from community.enums import PostState
from community.following.announcements import notify_followers
from community.models import Post, Space
from networks.memberships.services import end_membership
from networks.models import Membership
from outbox.delivery import deliver_due
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in

TAB_URL, SPACE_URL = "/networks/psmn/space/discussions/", "/community/network-psmn/"
DISCUSSION_URL = f"{SPACE_URL}okapititle/"
WORDS = ("okapititle", "okapitext")


def submit(user, url: str, **values):
    """Get a form of the community and submit it, as a browser does."""
    client = signed_in(user)
    page = client.get(url)
    return client.post(url, {"form_token": page.context["form_token"], **values})


@pytest.fixture
def post(networks, settings) -> Post:
    """Let a member start a discussion in the private space."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    for user in (networks.member, networks.second, networks.organiser):
        accept_rules(user, CommunityRules.objects.current().version)
    assert signed_in(networks.member).get(TAB_URL)["Location"] == SPACE_URL
    text = "okapitext, see https://example.org"
    submit(networks.member, f"{SPACE_URL}start/", title="okapititle", text=text)
    return Post.objects.get()


def test_members_read_and_reply_at_once(networks, post):
    assert post.state == PostState.PUBLISHED
    page = signed_in(networks.second).get(DISCUSSION_URL).content.decode()
    assert "okapitext" in page
    submit(networks.second, f"{DISCUSSION_URL}reply/", text="I agree.")
    assert "I agree." in signed_in(networks.organiser).get(DISCUSSION_URL).content.decode()
    assert Space.objects.get(slug="network-psmn").external_id == networks.ours.pk
    assert signed_in(networks.second).get(TAB_URL)["Location"] == SPACE_URL
    assert "okapititle" in signed_in(networks.second).get("/search/?q=okapitext").content.decode()
    assert '<nav class="space-nav"' in page
    assert f'href="{TAB_URL}" aria-current="true"' in page
    assert "(members only)" in signed_in(networks.second).get("/community/").content.decode()


def test_no_one_else_finds_a_private_word(networks, post):
    admin, editor = make.make_admin(), make.make_user("editor@hub.example", EDITOR)
    moderator = make.make_user("moderator@hub.example", MODERATOR)
    others = (networks.outsider, networks.neighbour, admin, editor, moderator)
    clients = [Client(), *(signed_in(user) for user in others)]
    member = Membership.objects.get(user=networks.member)
    for url in (f"{DISCUSSION_URL}follow/", f"{SPACE_URL}follow/"):
        signed_in(networks.member).post(url, {"scope": "posts", "frequency": "3"})
    signed_in(networks.member).post(f"/community/posts/{post.pk}/save/")
    end_membership(member)
    clients.append(signed_in(networks.member))
    urls = [
        *("/community/", SPACE_URL, DISCUSSION_URL, f"{SPACE_URL}feed/", "/sitemap.xml"),
        *(f"/community/posts/{post.pk}/", f"/community/posts/{post.pk}/report/"),
        *(f"/community/{name}/" for name in ("new", "saved", "blocked", "email-settings")),
        *(f"/community/posts/{post.pk}/block/", "/community/new/?board=network-psmn"),
        *(f"{DISCUSSION_URL}reply/", "/search/?q=okapitext", "/community/your-discussions/"),
        *("/admin/moderation/", f"/admin/moderation/posts/{post.pk}/"),
        *(f"/admin/moderation/posts/{post.pk}/suspend/", "/admin/community/boards/"),
    ]
    for client in clients:
        for url in urls:
            text = client.get(url, follow=True).content.decode()
            # What the reader typed comes back: the query, and the address to return to.
            for typed in (DISCUSSION_URL, quote(DISCUSSION_URL, safe=""), "/search/?q=okapitext"):
                text = text.replace(typed, "")
            text = re.sub(r'“okapitext”|value="okapitext"|<title>okapitext', "", text)
            assert not [word for word in WORDS if word in text], url


def test_a_visitor_is_asked_to_sign_in_whether_or_not_it_exists(networks, post):
    for url in (SPACE_URL, DISCUSSION_URL, "/community/none/", "/community/posts/999/"):
        assert Client().get(url)["Location"] == f"/account/sign-in/?next={url}"
    assert Client().get(f"/community/posts/{post.pk}/").status_code == 302
    for url in (SPACE_URL, DISCUSSION_URL, f"/community/posts/{post.pk}/"):
        assert signed_in(networks.outsider).get(url).status_code == 404


def test_organisers_moderate_their_own_network_alone(networks, post):
    report_url = f"/community/posts/{post.pk}/report/"
    submit(networks.second, report_url, reason="identifies", details="It names a ward.")
    reported = Notification.objects.filter(kind="community/post_reported")
    assert [email.user for email in reported] == [networks.organiser]
    organiser = signed_in(networks.organiser)
    assert "okapitext" in organiser.get("/admin/moderation/").content.decode()
    review_url = f"/admin/moderation/posts/{post.pk}/"
    assert "It names a ward." in organiser.get(review_url).content.decode()
    assert organiser.get(f"{review_url}suspend/").status_code == 404
    values = {"action": "hide", "reason": "It names a ward.", "version": post.version}
    for user in (networks.neighbour, make.make_admin(), networks.second):
        assert signed_in(user).post(review_url, values).status_code in {302, 403, 404}
    post.refresh_from_db()
    assert post.state == PostState.PUBLISHED
    organiser.post(review_url, values)
    post.refresh_from_db()
    assert post.state == PostState.HIDDEN
    assert signed_in(networks.second).get(DISCUSSION_URL).status_code == 404


def test_a_member_who_left_is_emailed_no_more(networks, post):
    signed_in(networks.second).post(f"{DISCUSSION_URL}follow/")
    submit(networks.organiser, f"{DISCUSSION_URL}reply/", text="Something first.")
    notify_followers()
    [email] = Notification.objects.filter(kind="community/new_posts")
    assert email.user == networks.second
    # Editors see the subjects of emails that were not delivered.
    assert "okapititle" not in email.subject
    end_membership(Membership.objects.get(user=networks.second))
    deliver_due()
    email.refresh_from_db()
    assert email.status == Notification.Status.CANCELLED
    assert "okapititle" not in email.text + email.html
    Notification.objects.all().delete()
    submit(networks.organiser, f"{DISCUSSION_URL}reply/", text="Something new.")
    notify_followers()
    assert not Notification.objects.filter(kind="community/new_posts").exists()
