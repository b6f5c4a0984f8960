"""Fixtures of the community: a board, members, a moderator, and posts made through the site."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import CommunityRules, Profile, User
from accounts.models.community_rules import accept_rules
from accounts.roles import EDITOR, MODERATOR
from community.enums import PostState
from community.models import Discussion, Post, Space
from tests import factories as make
from tests.clients import signed_in
from tests.snapshots import snapshot

BOARD_URL = "/community/care/"
DISCUSSION_URL = f"{BOARD_URL}how-was-it/"


@pytest.fixture(autouse=True)
def outbox(settings) -> None:
    """Send emails through the outbox; Django's test runner would replace the backend."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"


def make_member(email: str, name: str) -> User:
    """Create an account that has accepted the rules."""
    user = make.make_user(email, first_name=name)
    Profile.objects.create(user=user, name=name)
    accept_rules(user, CommunityRules.objects.current().version)
    return user


def make_post(discussion: Discussion, author: User, text: str, state: Any, **fields: Any) -> Post:
    """Create a post as the services leave it."""
    discussion.last_position += 1
    post = Post(
        discussion=discussion,
        author=author,
        position=discussion.last_position,
        state=state,
        key=f"{discussion.pk}-{discussion.last_position}",
        published_at=None if state in {PostState.HELD, PostState.RETURNED} else make.NOON,
        **fields,
    )
    post.set_text(text)
    post.save()
    discussion.published_count += state == PostState.PUBLISHED
    discussion.save()
    return post


@pytest.fixture
@snapshot
def board(db: None) -> SimpleNamespace:
    """Return a board with a discussion by an established member, and the people around it."""
    hub = make.make_hub()
    topic = make.make_topic(hub.topics, "Health and care", slug="care")
    subtopic = make.make_topic(topic, "Hysteroscopy")
    space = Space.objects.create(title="Care", slug="care", summary="About care.", topic=topic)
    author = make_member("ann@hub.example", "Ann")
    discussion = Discussion.objects.create(
        space=space,
        topic=subtopic,
        title="How was it?",
        slug="how-was-it",
        started_by=author,
        published_at=make.NOON,
    )
    for text in ("It was hard.", "I was not told.", "What helped was time."):
        make_post(discussion, author, text, PostState.PUBLISHED)
    return SimpleNamespace(
        space=space,
        topic=topic,
        subtopic=subtopic,
        discussion=discussion,
        author=author,
        first=discussion.posts.get(position=1),
        newcomer=make_member("ben@hub.example", "Ben"),
        moderator=make.make_user("moderator@hub.example", MODERATOR, first_name="Mo"),
        editor=make.make_user("editor@hub.example", EDITOR, first_name="Ed"),
    )


def submit(client: Client, url: str, **values: Any) -> Any:
    """Get a form and submit it with its hidden fields, as a browser does."""
    page = client.get(url)
    assert page.status_code == 200, url
    hidden = {field.name: field.value() or "" for field in page.context["form"].hidden_fields()}
    return client.post(url, {**hidden, "form_token": page.context.get("form_token"), **values})


def reply(user: User, text: str, **values: Any) -> Post:
    """Write a reply through the form."""
    response = submit(signed_in(user), f"{DISCUSSION_URL}reply/", text=text, **values)
    assert response.status_code == 302, response.context["form"].errors
    return Post.objects.order_by("-pk")[0]


def decide(moderator: User, post: Post, action: str, **values: Any) -> Any:
    """Decide about a post as it is now, through the admin."""
    post.refresh_from_db()
    url = f"/admin/moderation/posts/{post.pk}/"
    return signed_in(moderator).post(url, {"action": action, "version": post.version, **values})


def read(url: str, user: User | None = None) -> str:
    """Return the page at a URL as text, for a reader or a user."""
    return (signed_in(user) if user else Client()).get(url, follow=True).content.decode()
