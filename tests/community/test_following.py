"""Members follow discussions, are emailed once about each new post, and unsubscribe."""

import pytest
from django.test import Client

from community.enums import PostState
from community.following.announcements import notify_followers
from community.models import Discussion, Follow
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_post, read, reply

FOLLOW_URL, YOURS_URL = f"{DISCUSSION_URL}follow/", "/community/your-discussions/"


@pytest.fixture
def follower(board):
    """Let the newcomer follow, once the posts so far have been announced."""
    notify_followers()
    signed_in(board.newcomer).post(FOLLOW_URL)
    return board.newcomer


def emails() -> list[Notification]:
    return list(Notification.objects.filter(kind="community/new_posts").order_by("pk"))


def test_a_follower_gets_one_email_about_all_new_posts_of_a_discussion(board, follower):
    reply(board.author, "First answer.")
    reply(board.moderator, "Second answer.", accepts_rules="on")
    reply(follower, "Held question.")
    assert notify_followers() == 2
    assert notify_followers() == 0
    [email] = emails()
    assert email.user == follower
    assert email.subject == "2 new posts: How was it?"
    assert "Ann" in email.text
    assert "answer" not in email.text


def test_what_is_removed_before_the_email_is_in_none(board, follower):
    post = reply(board.author, "Too much.")
    decide(board.moderator, post, "remove", reason="It names a nurse.")
    notify_followers()
    assert not emails()


def test_a_held_post_is_announced_once_it_is_approved(board, follower):
    Follow.objects.create(user=board.author, discussion=board.discussion)
    post = reply(follower, "My question.")
    notify_followers()
    assert not emails()
    decide(board.moderator, post, "approve")
    notify_followers()
    assert [email.user for email in emails()] == [board.author]


def test_authors_choose_to_follow_while_they_write(board):
    reply(board.author, "With emails.", follows="on")
    assert Follow.objects.filter(user=board.author).count() == 1
    form = signed_in(board.author).get(f"{DISCUSSION_URL}reply/").context["form"]
    assert "follows" not in form.fields
    reply(board.newcomer, "Without emails.")
    assert not Follow.objects.filter(user=board.newcomer).exists()


def test_a_link_in_the_email_unsubscribes_without_signing_in(board, follower):
    reply(board.author, "An answer.")
    notify_followers()
    [email] = emails()
    path = email.unsubscribe_url.partition(".example")[2] or email.unsubscribe_url
    path = path[path.index("/community/") :]
    assert "Stop emails" in read(path)
    assert Follow.objects.exists()
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    assert not Follow.objects.exists()
    email.refresh_from_db()
    assert email.status == Notification.Status.CANCELLED
    assert "You have unsubscribed" in read(path)
    assert Client().get("/community/unsubscribe/1.forged/").status_code == 200
    reply(board.author, "Another answer.")
    assert notify_followers() == 1
    assert len(emails()) == 1


def test_new_posts_are_counted_until_they_are_read(board, follower):
    for number in range(2):
        make_post(board.discussion, board.author, f"New {number}.", PostState.PUBLISHED)
    make_post(board.discussion, board.author, "Unread.", PostState.HELD)
    page = read(YOURS_URL, follower)
    assert "2 new posts" in page
    assert f"{DISCUSSION_URL}?after=3" in page
    read(f"{DISCUSSION_URL}?after=3", follower)
    assert "No new posts." in read(YOURS_URL, follower)
    read(DISCUSSION_URL, follower)
    assert "No new posts." in read(YOURS_URL, follower)


def test_the_list_shows_posts_that_others_do_not_see(board):
    reply(board.newcomer, "My question.")
    assert "Waiting for a moderator" in read(YOURS_URL, board.newcomer)
    assert Client().get(YOURS_URL).status_code == 302


def test_a_withheld_discussion_is_in_no_email_and_no_list(board, follower):
    reply(board.author, "An answer.")
    Discussion.objects.update(published_at=None)
    notify_followers()
    assert not emails()
    assert "How was it?" not in read(YOURS_URL, follower)
