"""Members get one letter about what they follow, each post once, and only what they may read."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.enums import Frequency, PostState
from community.following import letters
from community.following.announcements import notify_followers
from community.following.letters import get_due, send_letters
from community.models import Follow, PostEmail, Space, SpaceFollow
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import (
    BOARD_URL,
    DISCUSSION_URL,
    make_post,
    read,
)
from tests.community.letter_helpers import (
    SETTINGS_URL,
    all_letters,
    follow,
    pass_time,
    post_now,
    reader,
    start_other,
)
from tests.concurrency import run_concurrently
from tests.outbox.conftest import mailbox

__all__ = ["mailbox", "reader"]


def test_a_weekly_letter_covers_all_spaces_once_with_links_to_the_first_unread_post(board, reader):
    follow(reader, frequency=Frequency.WEEKLY)
    follow(reader, BOARD_URL, scope="posts", frequency=Frequency.WEEKLY)
    Space.objects.create(title="Theatre", slug="theatre", summary="About theatre.")
    follow(reader, "/community/theatre/", scope="discussions", frequency=Frequency.WEEKLY)
    first = post_now(board, "It got better.")
    post_now(board, "Thank you.", board.moderator)
    start_other(board)
    notify_followers()
    assert send_letters() == 0
    pass_time(days=8)
    assert send_letters() == 1
    assert send_letters() == 0
    [letter] = all_letters()
    assert letter.subject == "3 new posts in 2 discussions you follow"
    assert letter.text.index("Care\n") < letter.text.index("Theatre\n")
    assert "2 new posts, by Ann and Mo" in letter.text
    assert "A new discussion, by Ann" in letter.text
    assert f"/community/posts/{first.pk}/" in letter.text
    assert "every Monday" in letter.text
    assert "got better" not in letter.text + letter.html
    assert not Notification.objects.filter(kind="community/new_posts").exists()
    pass_time(days=8)
    assert send_letters() == 0


def test_frequencies_of_a_discussion_count_before_those_of_its_board_and_the_default(board, reader):
    signed_in(reader).post(SETTINGS_URL, {"frequency": Frequency.DAILY})
    follow(reader, BOARD_URL, scope="posts", frequency=Frequency.NEVER)
    follow(reader, frequency="")
    post_now(board)
    assert PostEmail.objects.get().frequency == Frequency.DAILY
    # What waits follows the choice of the member.
    follow(reader, frequency=Frequency.WEEKLY)
    assert PostEmail.objects.get().frequency == Frequency.WEEKLY
    follow(reader, frequency=Frequency.AT_ONCE)
    notify_followers()
    assert Notification.objects.get().kind == "community/new_posts"
    follow(reader, frequency=Frequency.DAILY)
    pass_time(days=2)
    assert send_letters() == 0
    page = read(SETTINGS_URL, reader)
    assert "How often: once a day" in page and "Every new post" in page


def test_new_discussions_alone_are_announced_to_those_who_chose_that(board, reader):
    other = start_other(board, "Earlier one")
    notify_followers()
    follow(reader, "/community/theatre/", scope="discussions", frequency=Frequency.AT_ONCE)
    make_post(other, board.author, "A reply.", PostState.PUBLISHED)
    other.posts.update(published_at=timezone.now())
    start_other(board)
    notify_followers()
    [email] = Notification.objects.all()
    assert "Second opinions" in email.text
    assert signed_in(reader).post("/community/theatre/follow/", {"scope": "x"}).status_code == 302
    follow(reader, "/community/theatre/", unfollow="yes")
    assert not SpaceFollow.objects.exists()


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        (datetime(2026, 11, 30, 6, 59), False, False),  # Monday, before the hour
        (datetime(2026, 11, 30, 7, 1), True, True),
        (datetime(2026, 12, 1, 12, 0), True, True),  # the worker was stopped on Monday
        (datetime(2026, 12, 6, 7, 1), True, True),
    ],
)
def test_letters_are_due_at_seven_in_london(board, reader, now, daily, weekly):
    written = timezone.make_aware(datetime(2026, 11, 29, 20, 0))
    found = {}
    for frequency in (Frequency.DAILY, Frequency.WEEKLY):
        PostEmail.objects.all().delete()
        PostEmail.objects.create(
            user=reader, post=board.first, frequency=frequency, created_at=written
        )
        found[frequency] = PostEmail.objects.filter(get_due(timezone.make_aware(now))).exists()
    assert found == {Frequency.DAILY: daily, Frequency.WEEKLY: weekly}


def test_letters_are_unsubscribed_from_by_frequency_and_by_discussion(board, reader):
    signed_in(reader).post(SETTINGS_URL, {"frequency": Frequency.WEEKLY})
    follow(reader)
    other = start_other(board)
    notify_followers()
    Follow.objects.create(user=reader, discussion=other, frequency=Frequency.DAILY)
    post_now(board)
    pass_time(days=8)
    send_letters()
    [letter] = all_letters()
    path = letter.unsubscribe_url[letter.unsubscribe_url.index("/community/") :]
    assert "weekly email" in read(path)
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    assert "You have unsubscribed" in read(path)
    assert Follow.objects.get(discussion=board.discussion).frequency == Frequency.NEVER
    assert Follow.objects.get(discussion=other).frequency == Frequency.DAILY
    follow(reader, BOARD_URL, scope="posts", frequency=Frequency.AT_ONCE)
    Follow.objects.filter(discussion=board.discussion).delete()
    post_now(board)
    email = Notification.objects.get(kind="community/new_posts")
    path = email.unsubscribe_url[email.unsubscribe_url.index("/community/") :]
    assert "new posts on this board" in read(path)
    assert "Stop emails about new posts in Care" in email.text
    line = email.text.split("Stop emails about this discussion: ")[1].split()[0]
    Client().post(line[line.index("/community/") :])
    email.refresh_from_db()
    assert email.status == Notification.Status.CANCELLED
    post_now(board)
    assert Notification.objects.filter(kind="community/new_posts").count() == 1
    Client().post(path)
    assert not SpaceFollow.objects.exists()


def test_a_worker_killed_between_letters_doubles_and_loses_none(board, reader, monkeypatch):
    for member in (reader, board.moderator):
        follow(member, frequency=Frequency.DAILY)
    post_now(board)
    pass_time(days=2)
    queue = letters.notify_users

    def die(users, *args, **kwargs):
        queue(users, *args, **kwargs)
        if all_letters()[1:]:
            raise SystemExit

    monkeypatch.setattr(letters, "notify_users", die)
    with pytest.raises(SystemExit):
        send_letters()
    assert len(all_letters()) == PostEmail.objects.exclude(event_key="").count() == 1
    monkeypatch.undo()
    assert send_letters() == 1
    assert {letter.user for letter in all_letters()} == {reader, board.moderator}


def test_letters_that_take_long_are_left_to_the_next_run(board, reader, monkeypatch):
    for member in (reader, board.moderator):
        follow(member, frequency=Frequency.DAILY)
    post_now(board)
    pass_time(days=2)
    monkeypatch.setattr(letters, "MAX_SECONDS", -1)
    assert [send_letters() for _ in range(3)] == [1, 1, 0]


def test_a_member_who_chose_never_is_told_that_no_email_comes(board, reader):
    signed_in(reader).post(SETTINGS_URL, {"frequency": Frequency.NEVER})
    for url, values in ((DISCUSSION_URL, {}), (BOARD_URL, {"scope": "posts", "frequency": "0"})):
        page = signed_in(reader).post(f"{url}follow/", values, follow=True)
        assert "because you chose “Never”" in page.content.decode()
    post_now(board)
    assert not PostEmail.objects.exists()


def test_a_change_of_frequency_waits_for_the_hour_of_the_letter(board, reader):
    follow(reader, frequency=Frequency.WEEKLY)
    post_now(board)
    pass_time(days=1)
    follow(reader, frequency=Frequency.DAILY)
    assert send_letters() == 0
    pass_time(days=1)
    assert send_letters() == 1


def test_letters_take_as_many_queries_for_30_discussions_as_for_3(board, reader):
    def count(number):
        PostEmail.objects.all().delete()
        Notification.objects.all().delete()
        for index in range(number):
            other = start_other(board, f"Title {number} {index}")
            Follow.objects.create(user=reader, discussion=other, frequency=Frequency.DAILY)
            PostEmail.objects.create(user=reader, post=other.posts.get(), frequency=Frequency.DAILY)
        pass_time(days=2)
        with CaptureQueriesContext(connection) as queries:
            assert send_letters() == 1
        return len(queries)

    assert count(3) == count(30)


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_queue_one_letter(board, reader):
    follow(reader, frequency=Frequency.DAILY)
    post_now(board)
    pass_time(days=2)
    assert sorted(run_concurrently(3, lambda index: send_letters())) == [0, 0, 1]
    assert len(all_letters()) == 1
