"""Members write under names chosen for a discussion; no one finds their account beside them."""

import re

import pytest
from django.test import Client

from accounts.roles import SAFEGUARDING_LEAD
from community.following.announcements import notify_followers
from community.models import AccountDisclosure, Post
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_member, read, submit

REPLY_URL = f"{DISCUSSION_URL}reply/"
CANARY = "Okapina"


@pytest.fixture
def member(board):
    """Return a member with a unique name, on a board that allows chosen names."""
    board.space.allows_chosen_names = True
    board.space.save()
    return make_member("okapina@hub.example", CANARY)


def write(user, name="Paper gown", text="Chosenword here."):
    """Write a reply under a chosen name."""
    return submit(signed_in(user), REPLY_URL, text=text, chosen_name=name)


def test_the_account_behind_a_chosen_name_is_found_nowhere(board, member):
    signed_in(board.author).post(f"{DISCUSSION_URL}follow/")
    assert write(member).status_code == 302
    post = Post.objects.get(text="Chosenword here.")
    review = f"/admin/moderation/posts/{post.pk}/"
    inside = [("/admin/moderation/", board.moderator), (review, board.moderator)]
    for url, user in inside:
        text = read(url, user)
        assert "Paper gown" in text and not re.search(CANARY, text, re.I), url
    assert not re.search(CANARY, read(f"{review}suspend/", board.moderator), re.I)
    decide(board.moderator, post, "approve")
    notify_followers()
    signed_in(board.author).post(
        f"/community/posts/{post.pk}/report/", {"reason": "spam", "details": ""}
    )
    urls = [DISCUSSION_URL, "/community/care/", "/community/care/feed/", "/community/"]
    urls += ["/search/?q=Chosenword", "/sitemap.xml"]
    urls += ["/api/v2/pages/", f"{REPLY_URL}?to={post.pk}"]
    urls += [f"/community/posts/{post.pk}/report/", board.subtopic.url]
    for user in (None, board.author, board.moderator):
        for url in urls:
            assert CANARY not in read(url, user), (url, user)
        assert "/community/posts/" not in read(f"/search/?q={CANARY}", user)
    for url in (DISCUSSION_URL, "/community/care/feed/", f"{REPLY_URL}?to={post.pk}"):
        assert "Paper gown" in read(url, board.author), url
    others = Notification.objects.exclude(user__email="okapina@hub.example")
    assert others.exists()
    for email in others:
        assert CANARY.lower() not in str(vars(email)).lower()
    answer = signed_in(board.moderator).get("/admin/moderation/figures/?export=csv")
    assert CANARY not in b"".join(answer).decode()


def test_a_name_is_chosen_once_and_shown_in_all_posts(board, member):
    write(member)
    assert "chosen_name" not in signed_in(member).get(REPLY_URL).context["form"].fields
    submit(signed_in(member), REPLY_URL, text="Another.", chosen_name="Other name")
    names = {post.author_name for post in Post.objects.filter(author=member)}
    assert names == {"Paper gown"}
    taken = write(board.newcomer, name="paper  GOWN")
    assert taken.status_code == 422 and "This name is taken" in taken.content.decode()


@pytest.mark.parametrize(
    "name", ["Ann", "Okapina", "Moderator Jo", "NHS Fife", "4dmin", "M\u043ederator", "a@b.example"]
)
def test_a_misleading_name_is_refused(board, member, name):
    answer = write(member, name=name)
    assert answer.status_code == 422
    assert "Chosenword here." in answer.content.decode()
    assert not Post.objects.filter(author=member).exists()


def test_a_space_without_chosen_names_offers_none(board):
    submit(signed_in(board.author), REPLY_URL, text="Under my name.", chosen_name="Paper gown")
    assert Post.objects.get(text="Under my name.").author_name == "Ann"


@pytest.mark.parametrize(("reason", "is_told"), [("crime", True), ("life", False)])
def test_only_the_safeguarding_lead_sees_the_account(board, member, reason, is_told):
    write(member)
    post = Post.objects.get(text="Chosenword here.")
    url = f"/admin/moderation/posts/{post.pk}/account/"
    values = {"reason": reason, "details": "The police asked."}
    for user in (board.moderator, board.editor, make.make_admin()):
        assert CANARY not in signed_in(user).post(url, values, follow=True).content.decode()
    assert Client().post(url, values).status_code in {302, 403}
    assert not AccountDisclosure.objects.exists()
    lead = make.make_user("lead@hub.example", SAFEGUARDING_LEAD, first_name="Le")
    assert url in read(f"/admin/moderation/posts/{post.pk}/", lead)
    assert CANARY not in read(url, lead)
    assert signed_in(lead).post(url, {"reason": reason}).status_code == 422
    shown = signed_in(lead).post(url, values)
    assert CANARY in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert AccountDisclosure.objects.get().actor == lead
    told = Notification.objects.filter(
        user__email="okapina@hub.example", subject__contains="chosen name"
    )
    assert told.exists() is is_told


@pytest.mark.parametrize("name", ["paper  GOWN", "Moderator Jo", "NHS Fife"])
def test_a_display_name_is_no_chosen_name_and_claims_no_role(board, member, name):
    write(member)
    for user in (board.newcomer, member):
        client = signed_in(user)
        page = client.get("/account/profile/")
        form = page.context["form"]
        values = {field.html_name: field.value() or "" for field in form}
        values.pop("new_picture", None)
        answer = client.post("/account/profile/", {**values, "name": name})
        assert "name" in answer.context["form"].errors, user
        assert client.post("/account/profile/", values).status_code == 302
