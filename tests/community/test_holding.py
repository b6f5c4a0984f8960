"""Words on the list, quiet hours and mentions of self-harm hold a post, and its author is told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.sync_roles import sync_roles
from community.enums import PostState
from community.models import Discussion, ModerationAction, Post, SafetyConcern, WatchedPhrase
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_post, read, reply, submit

QUEUE_URL = "/admin/moderation/"
SETTINGS_URL = f"{QUEUE_URL}settings/"


def url_of(post, name=""):
    return f"{QUEUE_URL}posts/{post.pk}/{name}"


def discussion() -> Discussion:
    """Return the discussion with its current counter of positions."""
    return Discussion.objects.get(slug="how-was-it")


def give_opinion(moderator, post, level):
    values = {"level": level, "opinion": f"I think it is {level}."}
    return signed_in(moderator).post(url_of(post, "opinion/"), values)


def test_moderators_list_words_that_hold_a_post(board):
    sync_roles()
    url = "/admin/community/words/new/"
    signed_in(board.moderator).post(url, {"text": "Doctor’s  quagga", "kind": "hold"})
    assert signed_in(board.author).get(url).status_code in {302, 403}
    assert reply(board.author, "The doctors quaggas.").state == PostState.PUBLISHED
    held = reply(board.author, "My DOCTOR'S **quagga**, early.")
    assert held.hold_reasons == ["words"]
    assert "contains words that moderators check first" in read(DISCUSSION_URL, board.author)
    assert "Doctor’s  quagga" in read(url_of(held), board.moderator)
    edited = reply(board.author, "Nothing.")
    submit(
        signed_in(board.author), f"/community/posts/{edited.pk}/edit/", text="A doctor's quagga."
    )
    assert "quagga." not in read(DISCUSSION_URL)


@pytest.mark.parametrize(
    ("hour", "state"), [(23, "held"), (5, "held"), (6, "published"), (12, "published")]
)
def test_posts_wait_during_quiet_hours(board, monkeypatch, hour, state):
    values = {"quiet_from": "22:30", "quiet_until": "", "overdue_hours": "24", "hard_posts": "3"}
    client = signed_in(board.moderator)
    assert client.post(SETTINGS_URL, values).status_code == 422
    client.post(SETTINGS_URL, values | {"quiet_until": "06:00"})
    at = datetime(2026, 7, 1, hour, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("community.holding.timezone.localtime", lambda: at)
    assert reply(board.author, "At night.").state == state
    assert signed_in(board.author).get(SETTINGS_URL).status_code == 403


def test_authors_read_how_long_held_posts_usually_take(board):
    reply(board.newcomer, "My first words.")
    assert "We aim to read it within 24 hours." in read(DISCUSSION_URL, board.newcomer)
    written = timezone.now() - timedelta(hours=30)
    for number, hours in enumerate([1, 2, 3, 4, 29]):
        post = make_post(discussion(), board.author, f"{number}", "published")
        Post.objects.filter(pk=post.pk).update(created_at=written)
        ModerationAction.objects.create(
            post=post,
            actor=board.moderator,
            kind="approve",
            created_at=written + timedelta(hours=hours),
        )
    assert "In the last 30 days this usually took 3 hours." in read(DISCUSSION_URL, board.newcomer)


@pytest.fixture
def hard(board) -> Post:
    """Return a held post of an established member that mentions suicide."""
    client = signed_in(board.author)
    answer = submit(client, f"{DISCUSSION_URL}reply/", text="I WANT to  die, every day.")
    post = Post.objects.get(text__contains="every day")
    assert answer["Location"] == f"/community/posts/{post.pk}/help/"
    return post


def test_the_author_sees_at_once_whom_to_call(board, hard):
    page = read(f"/community/posts/{hard.pk}/help/", board.author)
    assert "116 123" in page and "999" in page and "option 2" in page
    assert signed_in(board.newcomer).get(f"/community/posts/{hard.pk}/help/").status_code == 404
    assert "116 123" in read(DISCUSSION_URL, board.author)
    assert "every day" not in read(DISCUSSION_URL)
    make_post(discussion(), board.newcomer, "Before.", "held")
    queue = read(QUEUE_URL, board.moderator)
    assert queue.index("every day") < queue.index("Before.")
    email = Notification.objects.filter(user=board.moderator, kind="community/safety_concern").get()
    assert email.status == Notification.Status.QUEUED and "every day" not in email.text


def test_a_decision_above_low_needs_two_opinions(board, hard):
    other = board.editor
    other.groups.add(board.moderator.groups.get())
    page = read(url_of(hard), board.moderator)
    assert "want to die" in page and "Words you can use" in page
    decide(board.moderator, hard, "approve")
    assert signed_in(board.moderator).post(url_of(hard, "opinion/"), {}).status_code == 422
    give_opinion(board.moderator, hard, "high")
    give_opinion(board.moderator, hard, "low")
    decide(board.moderator, hard, "approve")
    hard.refresh_from_db()
    assert hard.state == PostState.HELD
    asked = Notification.objects.filter(user=other, subject__startswith="Second opinion")
    assert asked.count() == 1
    give_opinion(other, hard, "medium")
    assert "I think it is high." in read(url_of(hard), other)
    decide(board.moderator, hard, "approve")
    concern = SafetyConcern.objects.get()
    assert (concern.level, concern.closed_by.kind) == ("high", "approve")
    assert "every day" in read(DISCUSSION_URL)
    for user in (None, board.author, board.newcomer):
        assert "I think it is" not in read(DISCUSSION_URL, user)


def test_one_opinion_suffices_for_low_and_several_posts_bring_a_break(board, hard):
    client = signed_in(board.moderator)
    values = {"overdue_hours": "24", "hard_posts": "1"}
    client.post(SETTINGS_URL, values)
    give_opinion(board.moderator, hard, "low")
    client.post(url_of(hard, "claim/"))
    answer = decide(board.moderator, hard, "approve")
    assert answer["Location"] == f"{QUEUE_URL}break/"
    assert "Take a break" in read(f"{QUEUE_URL}break/", board.moderator)
    held = make_post(discussion(), board.newcomer, "Held.", "held")
    client.post(url_of(held, "claim/"))
    client.post(f"{QUEUE_URL}break/")
    held.refresh_from_db()
    assert held.claimed_by is None


def test_an_edit_after_the_decision_is_urgent_again(board, hard):
    give_opinion(board.moderator, hard, "low")
    decide(board.moderator, hard, "approve")
    url = f"/community/posts/{hard.pk}/edit/"
    answer = submit(signed_in(board.author), url, text="I want to die, tonight.")
    assert answer["Location"] == f"/community/posts/{hard.pk}/help/"
    assert "tonight" not in read(DISCUSSION_URL)
    decide(board.moderator, hard, "approve")
    hard.refresh_from_db()
    assert hard.state == PostState.HELD
    give_opinion(board.moderator, hard, "low")
    decide(board.moderator, hard, "approve")
    assert "tonight" in read(DISCUSSION_URL)
    assert "Opinion on an earlier text. Low" in read(url_of(hard), board.moderator)
    emails = Notification.objects.filter(user=board.moderator, kind="community/safety_concern")
    assert emails.count() == 2


def test_a_concern_reported_by_a_reader_is_assessed(board):
    WatchedPhrase.objects.all().delete()
    report = {"reason": "risk", "details": "Please look."}
    submit(signed_in(board.newcomer), f"/community/posts/{board.first.pk}/report/", **report)
    give_opinion(board.moderator, board.first, "low")
    decide(board.moderator, board.first, "assess")
    assert SafetyConcern.objects.get().level == "low"
    assert "No posts are waiting" in read(QUEUE_URL, board.moderator)
    assert "It was hard." in read(DISCUSSION_URL)
