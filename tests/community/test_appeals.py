"""An author appeals once against a decision, and another moderator decides."""

import pytest

from community.enums import PostState
from community.models import Appeal, Post
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, read

QUEUE_URL = "/admin/moderation/"


@pytest.fixture
def removed(board) -> Post:
    """Return a post that a moderator removed."""
    post = board.discussion.posts.get(position=2)
    decide(board.moderator, post, "remove", reason="It blames a person.")
    return post


def appeal(user, post, text="I named no one."):
    return signed_in(user).post(f"/community/posts/{post.pk}/appeal/", {"text": text})


def test_another_moderator_decides_about_an_appeal(board, removed):
    url = f"/community/posts/{removed.pk}/appeal/"
    assert url in read(DISCUSSION_URL, board.author)
    assert appeal(board.author, removed, "").status_code == 422
    appeal(board.author, removed)
    assert url not in read(DISCUSSION_URL, board.author)
    assert "The author appealed" in read(QUEUE_URL, board.moderator)
    decide(board.moderator, removed, "uphold", reason="It stays.")
    assert Appeal.objects.open().exists()
    review = read(f"{QUEUE_URL}posts/{removed.pk}/", board.editor)
    assert "I named no one." in review
    decide(board.editor, removed, "uphold", reason="It names a ward.")
    assert not Appeal.objects.open().exists()
    assert "It names a ward." in Notification.objects.filter(user=board.author)[0].text
    assert "No posts are waiting" in read(QUEUE_URL, board.editor)


def test_an_appeal_can_bring_the_post_back(board, removed):
    appeal(board.author, removed)
    decide(board.editor, removed, "restore")
    removed.refresh_from_db()
    assert removed.state == PostState.PUBLISHED
    assert not Appeal.objects.open().exists()


def test_a_decision_is_appealed_once_and_by_the_author_alone(board, removed):
    assert appeal(board.newcomer, removed).status_code == 404
    appeal(board.author, removed)
    assert appeal(board.author, removed).status_code == 404
    assert Appeal.objects.count() == 1
    assert appeal(board.author, board.first).status_code == 404


@pytest.fixture
def hidden(board) -> Post:
    """Return a post that a moderator hid, with an appeal of its author."""
    post = board.discussion.posts.get(position=2)
    decide(board.moderator, post, "hide", reason="It blames a person.")
    appeal(board.author, post)
    return post


def test_the_moderator_who_decided_cannot_return_or_remove_the_post(board, hidden):
    for action in ("return", "remove"):
        decide(board.moderator, hidden, action, reason="It blames a person.")
    hidden.refresh_from_db()
    assert hidden.state == PostState.HIDDEN
    assert Appeal.objects.open().exists()


def test_another_moderator_can_return_the_post_after_an_appeal(board, hidden):
    decide(board.editor, hidden, "return", reason="Leave out the ward.")
    hidden.refresh_from_db()
    assert hidden.state == PostState.RETURNED
    assert "No posts are waiting" in read(QUEUE_URL, board.editor)


def test_a_deleted_post_leaves_no_appeal_in_the_queue(board, hidden):
    signed_in(board.author).post(f"/community/posts/{hidden.pk}/delete/")
    hidden.refresh_from_db()
    assert hidden.state == PostState.DELETED
    assert "No posts are waiting" in read(QUEUE_URL, board.editor)
