"""Moderators see what none of them has looked at, and mark it as seen."""

from datetime import timedelta

from django.utils import timezone

from community.models import Post
from tests.clients import signed_in
from tests.community.conftest import decide, make_post, read, reply, submit

QUEUE_URL = "/admin/moderation/"
URL = f"{QUEUE_URL}unseen/"


def age(hours, **conditions):
    at = timezone.now() - timedelta(hours=hours)
    Post.objects.filter(**conditions).update(created_at=at)
    Post.objects.filter(published_at__isnull=False, **conditions).update(published_at=at)


def test_posts_that_no_moderator_has_looked_at_are_listed_until_one_has(board):
    age(30)
    new = reply(board.author, "Quite new.")
    own = make_post(board.discussion.__class__.objects.get(), board.moderator, "Own.", "published")
    age(30, pk=own.pk)
    page = read(URL, board.moderator)
    assert "It was hard." in page and "Quite new." not in page and "Own." not in page
    assert "Own." in read(URL, board.editor)
    assert "Not yet looked at: 3 published, 0 held" in read(QUEUE_URL, board.moderator)
    client = signed_in(board.moderator)
    second = board.discussion.posts.get(position=2)
    decide(board.moderator, second, "hide", reason="Later.")
    decide(board.moderator, second, "restore")
    third = board.discussion.posts.get(position=3)
    values = [f"{board.first.pk}:1", f"{third.pk}:{third.version + 1}", "x"]
    client.post(URL, {"seen": values})
    page = read(URL, board.moderator)
    assert "It was hard." not in page and "I was not told." not in page
    assert "What helped was time." in page, "another version than the moderator saw"
    client.post(URL, {"all": [f"{third.pk}:{third.version}"], "mark_all": "yes"})
    assert "A moderator has looked at all published posts" in read(URL, board.moderator)
    submit(signed_in(board.author), f"/community/posts/{third.pk}/edit/", text="Edited time.")
    assert "Edited time." in read(URL, board.moderator)
    assert new.pk and signed_in(board.author).get(URL).status_code == 403


def test_posts_held_for_too_long_are_listed(board):
    age(0)
    held = reply(board.newcomer, "Waiting.")
    assert "Held for more than" not in read(URL, board.moderator)
    age(25, pk=held.pk)
    assert f"{QUEUE_URL}posts/{held.pk}/" in read(URL, board.moderator)
    assert "1 held for too long" in read(QUEUE_URL, board.moderator)
