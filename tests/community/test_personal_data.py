"""Subject access, and what becomes of posts when an account is closed."""

import pytest
from django.test import Client

from accounts.closure import close_account
from community.enums import PostState
from community.models import Post
from personal_data.registry import collect_for_user
from tests.accounts.conftest import sign_in
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_post, read, reply, submit

CLOSE_URL = "/account/close/"


def test_subject_access_covers_posts_history_reports_and_decisions(board):
    submit(
        signed_in(board.author), f"/community/posts/{board.first.pk}/edit/", text="It was harder."
    )
    second = board.discussion.posts.get(position=2)
    url = f"/community/posts/{second.pk}/report/"
    submit(signed_in(board.author), url, reason="other", details="My own remark.")
    decide(board.moderator, second, "hide", reason="For a while.")
    text = str(collect_for_user(board.author)["discussions"])
    for part in ("It was harder.", "It was hard.", "My own remark.", "For a while."):
        assert part in text
    assert "moderator@" not in text


@pytest.mark.parametrize("answer", ["keep", "delete"])
def test_closing_an_account_asks_what_becomes_of_posts(board, answer):
    client = sign_in(board.author.email)
    response = client.post(CLOSE_URL, {"sure": "on"})
    assert "posts" in response.context["form"].errors
    client.post(CLOSE_URL, {"sure": "on", "posts": answer})
    board.author.refresh_from_db()
    assert board.author.closed_at
    states = set(board.author.posts.values_list("state", flat=True))
    if answer == "keep":
        page = read(DISCUSSION_URL)
        assert "Former member" in page
        assert "It was hard." in page
        assert "Ann" not in page
    else:
        assert states == {PostState.DELETED}
        assert not Post.objects.exclude(text="").exists()
        assert "It was hard." not in read("/search/?q=hard")


def test_posts_that_were_never_published_are_erased(board):
    reply(board.newcomer, "Unread words.")
    close_account(board.newcomer)
    assert not Post.objects.filter(text="Unread words.").exists()


def test_deleted_posts_take_the_title_of_their_discussion_with_them(board):
    values = {"title": "Okapi title", "topic": board.topic.pk, "text": "Words."}
    submit(signed_in(board.author), "/community/care/start/", **values)
    discussion = Post.objects.get(text="Words.").discussion
    answer = make_post(discussion, board.newcomer, "An answer.", "published")
    sign_in(board.author.email).post(CLOSE_URL, {"sure": "on", "posts": "delete"})
    page = read(f"/community/posts/{answer.pk}/")
    assert "An answer." in page and "Okapi title" not in page
    assert "Okapi" not in read("/community/care/") + read("/sitemap.xml").title()
    assert Client().get("/community/care/okapi-title/").status_code == 404
