"""Moderators pause, pin, move, split and join discussions."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from wagtail import hooks

from accounts.roles import ORGANISER
from community.enums import SpaceKind
from community.models import ChosenName, Discussion, Follow, Post, ReadPosition, Space
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
from tests.community.conftest import (
    BOARD_URL,
    DISCUSSION_URL,
    decide,
    make_member,
    make_post,
    read,
    submit,
)

REPLY_URL = f"{DISCUSSION_URL}reply/"


def use(user, post, tool, **values):
    """Submit the form of a tool for the discussion of a post."""
    url = f"/admin/moderation/posts/{post.pk}/discussion/{tool}/"
    return signed_in(user).post(url, {"reason": "It helps readers.", **values})


@pytest.fixture
def other(board) -> SimpleNamespace:
    """Return another board, and a discussion there and on the first board."""
    space = Space.objects.create(title="Other", slug="other", summary="Else.")
    discussion = Discussion.objects.create(
        space=board.space,
        title="Second",
        slug="second",
        started_by=board.newcomer,
        published_at=make.NOON,
    )
    first = make_post(discussion, board.newcomer, "Okapi asks.", "published")
    answer = make_post(
        discussion, board.author, "An answer.", "published", reply_to=first, quotes_reply_to=True
    )
    return SimpleNamespace(space=space, discussion=discussion, first=first, answer=answer)


def test_a_paused_discussion_opens_by_itself(board):
    client = signed_in(board.author)
    token = client.get(REPLY_URL).context["form_token"]
    assert use(board.moderator, board.first, "pause", days="3", reason="").status_code == 422
    use(board.moderator, board.first, "pause", days="3", reason="Please take a breath.")
    page = read(DISCUSSION_URL)
    assert "Please take a breath." in page and "Write a reply" not in page
    answer = client.post(REPLY_URL, {"text": "My words.", "form_token": token})
    assert answer.status_code == 422 and "My words." in answer.content.decode()
    assert "Please take a breath." in Notification.objects.get(user=board.author).text
    review = read(f"/admin/moderation/posts/{board.first.pk}/", board.moderator)
    assert "Close discussion" in review and "Open discussion again" not in review
    Discussion.objects.update(paused_until=timezone.now() - timedelta(seconds=1))
    assert "Write a reply" in read(DISCUSSION_URL)
    assert client.post(REPLY_URL, {"text": "My words.", "form_token": token}).status_code == 302


def test_a_pause_ends_early_once(board):
    use(board.moderator, board.first, "pause", days="3")
    url = f"/admin/moderation/posts/{board.first.pk}/discussion/pause/"
    assert "End the pause" in read(url, board.editor)
    use(board.editor, board.first, "pause")
    assert "Write a reply" in read(DISCUSSION_URL)


def test_a_pinned_discussion_is_first_in_its_space(board, other):
    Discussion.objects.filter(pk=other.discussion.pk).update(last_post_at=timezone.now())
    page = read(BOARD_URL)
    assert page.index("Second") < page.index("How was it?")
    use(board.moderator, board.first, "pin")
    page = read(BOARD_URL)
    assert page.index("How was it?") < page.index("Second")
    assert "Pinned by a moderator" in page
    use(board.moderator, board.first, "pin")
    assert "Pinned by a moderator" not in read(BOARD_URL)


def test_a_moved_discussion_is_found_at_its_old_address(board, other):
    use(board.moderator, board.first, "move", space=other.space.pk)
    answer = Client().get(f"{DISCUSSION_URL}?after=1")
    assert answer["Location"] == "/community/other/how-was-it/?after=1"
    assert "It was hard." in read(DISCUSSION_URL)
    assert "How was it?" not in read(BOARD_URL)
    values = {"title": "How was it?", "topic": board.topic.pk, "text": "New."}
    submit(signed_in(board.author), f"{BOARD_URL}start/", **values)
    assert Client().get(DISCUSSION_URL)["Location"] == "/community/other/how-was-it/"
    assert "Other" in Notification.objects.filter(user=board.author).latest("pk").text


def test_a_private_discussion_never_becomes_public(board, other):
    member = make_member("member@hub.example", "Mem")
    private = Space.objects.create(
        kind=SpaceKind.NETWORK, external_id=7, title="Private", slug="private", summary="-"
    )
    readers = {member.pk, board.moderator.pk}

    def access(user):
        return Q(pk=private.pk) if user.pk in readers else Q(pk__in=[])

    signed_in(member).post(f"{DISCUSSION_URL}follow/")
    signed_in(board.newcomer).post(f"{DISCUSSION_URL}follow/")
    with (
        hooks.register_temporarily("space_access", access),
        hooks.register_temporarily("space_moderation", access),
    ):
        use(board.moderator, board.first, "move", space=private.pk)
        url = "/community/private/how-was-it/"
        assert Client().get(DISCUSSION_URL).status_code == 404
        assert signed_in(board.author).get(DISCUSSION_URL).status_code == 404
        assert signed_in(member).get(DISCUSSION_URL)["Location"] == url
        assert list(Follow.objects.values_list("user", flat=True)) == [member.pk]
        answer = use(board.moderator, board.first, "move", space=board.space.pk)
        assert answer.status_code == 422
        assert "You cannot move it." in answer.content.decode()
        # One who moderates the network alone moves nothing out of it, and nothing into it.
        readers.add(board.newcomer.pk)
        assert use(board.newcomer, other.answer, "move", space=private.pk).status_code in {403, 404}
    assert Discussion.objects.get(pk=board.discussion.pk).space_id == private.pk
    assert not Discussion.objects.visible_to(AnonymousUser()).filter(space=private).exists()


def test_posts_become_a_discussion_of_their_own(board):
    second, third = board.discussion.posts.filter(position__gt=1)
    quoting = make_post(
        board.discussion,
        board.newcomer,
        "I agree.",
        "published",
        reply_to=second,
        quotes_reply_to=True,
    )
    Follow.objects.create(user=board.newcomer, discussion=board.discussion)
    ReadPosition.objects.create(user=board.newcomer, discussion=board.discussion, read_up_to=2)
    assert (
        use(board.moderator, board.first, "split", title="", posts=[second.pk]).status_code == 422
    )
    first = use(board.moderator, board.first, "split", title="New", posts=[board.first.pk])
    assert first.status_code == 422
    use(board.moderator, board.first, "split", title="Time", posts=[third.pk, second.pk])
    page = read("/community/care/time/")
    assert page.index("I was not told.") < page.index("What helped was time.")
    assert "I was not told." not in read(DISCUSSION_URL), "not even as a quote"
    assert f'In reply to <a href="/community/posts/{second.pk}/"' in read(DISCUSSION_URL)
    assert Client().get(f"/community/posts/{third.pk}/")["Location"].endswith("/time/#post-2")
    new = Discussion.objects.get(slug="time")
    assert new.published_count == 2
    assert new.follows.get().user == board.newcomer
    assert new.read_positions.get().read_up_to == 1
    quoting.refresh_from_db()
    assert quoting.position == 4
    submit(signed_in(board.author), "/community/care/time/reply/", text="More.")
    assert Notification.objects.filter(user=board.author, text__contains="of its own").count() == 1


def test_two_discussions_become_one(board, other):
    for user in (board.newcomer, board.author):
        Follow.objects.create(user=user, discussion=other.discussion)
    url = "http://testserver/community/care/how-was-it/"
    assert use(board.moderator, other.first, "merge", address="/x/").status_code == 422
    assert use(board.moderator, other.first, "merge", address=url).status_code == 302
    page = read(DISCUSSION_URL)
    assert page.index("What helped was time.") < page.index("Okapi asks.")
    assert page.count("Okapi asks.<") == 2, "the quote within the moved posts stays"
    assert Client().get("/community/care/second/")["Location"] == DISCUSSION_URL
    answer = Client().get(f"/community/posts/{other.answer.pk}/")
    assert answer["Location"].endswith("/how-was-it/#post-5")
    assert board.discussion.follows.count() == 2
    assert "Second" not in read(BOARD_URL)
    discussion = Discussion.objects.get(pk=board.discussion.pk)
    assert (discussion.last_position, discussion.published_count) == (5, 5)
    told = Notification.objects.filter(user=board.newcomer).latest("pk")
    assert "How was it?" in told.text
    decide(board.moderator, Post.objects.get(pk=other.first.pk), "hide", reason="Later.")
    assert "It was hard." in read(DISCUSSION_URL), "a moved first post is an ordinary one"


@pytest.mark.parametrize("tool", ["split", "merge"])
def test_posts_under_chosen_names_stay_in_their_discussion(board, other, tool):
    ChosenName.objects.create(discussion=board.discussion, user=board.newcomer, name="Gown")
    second = board.discussion.posts.get(position=2)
    values = {"title": "New", "posts": [second.pk], "address": "/community/care/second/"}
    answer = use(board.moderator, board.first, tool, **values)
    assert answer.status_code == 422
    assert "A name belongs to one discussion" in answer.content.decode()
    into = use(board.moderator, other.first, "merge", address=DISCUSSION_URL)
    assert into.status_code == 422
    assert board.discussion.posts.count() == 3


def test_only_moderators_of_the_space_change_a_discussion(board):
    organiser = make.make_user("organiser@hub.example", ORGANISER)
    for tool in ("pause", "pin", "move", "split", "merge"):
        assert use(board.author, board.first, tool).status_code == 403
        assert use(organiser, board.first, tool).status_code in {302, 403}
    assert use(board.moderator, board.first, "burn").status_code == 404
