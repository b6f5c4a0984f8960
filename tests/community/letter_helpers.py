"""A member who follows discussions, posts that are announced to them, and their letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.enums import PostState
from community.following.announcements import notify_followers
from community.following.letters import LETTER_KIND
from community.models import Discussion, PostEmail, Space
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import (
    DISCUSSION_URL,
    make_member,
    make_post,
)

SETTINGS_URL = "/community/email-settings/"


@pytest.fixture
def reader(board):
    """Return a member, once the posts so far have been announced."""
    notify_followers()
    return make_member("cat@hub.example", "Cat")


def follow(user, url=DISCUSSION_URL, **values):
    assert signed_in(user).post(f"{url}follow/", values).status_code == 302


def pass_time(**period):
    """Let the time pass that a recorded post waits for its letter."""
    for row in PostEmail.objects.all():
        row.created_at -= timedelta(**period)
        row.save()


def all_letters():
    return list(Notification.objects.filter(kind=LETTER_KIND).order_by("pk"))


def post_now(board, text="New.", author=None, **fields):
    """Write a published post, and let the worker record it."""
    board.discussion.refresh_from_db()
    post = make_post(board.discussion, author or board.author, text, PostState.PUBLISHED, **fields)
    post.published_at = timezone.now()
    post.save()
    notify_followers()
    return post


def start_other(board, title="Second opinions"):
    """Start another discussion on another board."""
    space, _ = Space.objects.get_or_create(
        slug="theatre", defaults={"title": "Theatre", "summary": "About theatre."}
    )
    discussion = Discussion.objects.create(
        space=space,
        title=title,
        slug=title.lower().replace(" ", "-"),
        started_by=board.author,
        published_at=timezone.now(),
    )
    post = make_post(discussion, board.author, "Ask for one.", PostState.PUBLISHED)
    post.published_at = timezone.now()
    post.save()
    return discussion
