"""Moderators suspend an author, for a time or for good, and remove all posts of a spammer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.enums import PostState
from community.models import ModerationAction, Post, Suspension
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, make_post, read, reply

REPLY_URL = f"{DISCUSSION_URL}reply/"


def suspend(moderator, post, **values):
    url = f"/admin/moderation/posts/{post.pk}/suspend/"
    return signed_in(moderator).post(url, {"reason": "It is spam.", "days": "7", **values})


def test_a_suspended_author_is_told_why_and_cannot_write(board):
    client = signed_in(board.author)
    token = client.get(REPLY_URL).context["form_token"]
    suspend(board.moderator, board.first)
    for response in (
        client.get(REPLY_URL),
        client.post(REPLY_URL, {"text": "Once more.", "form_token": token}),
        client.get(f"/community/posts/{board.first.pk}/edit/"),
    ):
        assert response.status_code == 403
        assert "It is spam." in response.content.decode()
    assert "It was hard." in read(DISCUSSION_URL)
    assert "It is spam." in Notification.objects.get(user=board.author).text
    Suspension.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    assert client.get(REPLY_URL).status_code == 200


def test_a_suspension_can_be_ended(board):
    suspend(board.moderator, board.first, days="")
    assert Suspension.objects.get().ends_at is None
    url = f"/admin/moderation/posts/{board.first.pk}/suspend/"
    assert signed_in(board.editor).post(url, {"reason": ""}).status_code == 422
    signed_in(board.editor).post(url, {"reason": "You explained it."})
    assert "You explained it." in Notification.objects.filter(user=board.author)[0].text
    review = read(f"/admin/moderation/posts/{board.first.pk}/", board.editor)
    assert "Author suspended, Mo" in review and "Suspension of the author ended, Ed" in review
    assert signed_in(board.author).get(REPLY_URL).status_code == 200


def test_everything_by_a_spammer_is_removed_in_one_action(board):
    spam = make_post(board.discussion, board.newcomer, "Buy pills.", PostState.PUBLISHED)
    reply(board.newcomer, "Buy more pills.")
    suspend(board.moderator, spam, removes_posts="on")
    assert "Buy pills." not in read(DISCUSSION_URL)
    assert "It is spam." in read(DISCUSSION_URL)
    states = Post.objects.filter(author=board.newcomer).values_list("state", flat=True)
    assert set(states) == {PostState.REMOVED}
    assert ModerationAction.objects.filter(kind="remove", reason="It is spam.").count() == 2
    assert Notification.objects.filter(user=board.newcomer).count() == 1
    assert "Buy" not in Client().get("/search/?q=pills").content.decode()


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_moderators_are_not_suspended(board, who):
    author = getattr(board, who)
    post = make_post(board.discussion, author, "Mine.", PostState.PUBLISHED)
    suspend(board.moderator, post)
    assert not Suspension.objects.exists()


def test_members_suspend_no_one(board):
    assert suspend(board.newcomer, board.first).status_code == 403
