"""A letter holds what its reader may still read, has not read and wants to read when it is sent."""

from django.utils import timezone

from community.enums import Frequency, PostState
from community.following.announcements import notify_followers
from community.following.letters import send_letters
from community.models import ChosenName, Discussion, PostEmail
from outbox.delivery import deliver_due
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import (
    BOARD_URL,
    DISCUSSION_URL,
    decide,
    make_post,
    read,
    reply,
)
from tests.community.letter_helpers import (
    SETTINGS_URL,
    all_letters,
    follow,
    pass_time,
    post_now,
    reader,
)
from tests.outbox.conftest import mailbox

__all__ = ["mailbox", "reader"]


def test_a_letter_holds_only_what_may_be_read_when_it_is_sent(board, reader, mailbox):
    follow(reader, frequency=Frequency.DAILY)
    kept, hidden = post_now(board, "Kept."), post_now(board, "Hidden.", board.moderator)
    gone = reply(board.author, "Gone.")
    notify_followers()
    pass_time(days=2)
    decide(board.moderator, gone, "remove", reason="It names a nurse.")
    assert send_letters() == 1
    assert "2 new posts, by Ann and Mo" in all_letters()[0].text
    hidden.state = PostState.HIDDEN
    hidden.save()
    deliver_due()
    [sent] = mailbox.to("cat@hub.example")
    assert sent["Subject"] == "1 new post in 1 discussion you follow"
    assert "Mo" not in sent.get_body(("plain",)).get_content().split("Care")[1]
    assert "List-Unsubscribe" in sent and f"/posts/{kept.pk}/" in sent.as_string()


def test_a_letter_without_anything_left_is_not_sent(board, reader, mailbox):
    follow(reader, frequency=Frequency.DAILY)
    post_now(board)
    pass_time(days=2)
    send_letters()
    Discussion.objects.update(published_at=None)
    deliver_due()
    assert not mailbox.to("cat@hub.example")
    [letter] = all_letters()
    assert letter.status == Notification.Status.CANCELLED
    assert "How was it?" not in letter.text + letter.html


def test_what_was_read_on_the_site_is_in_no_letter(board, reader):
    follow(reader, frequency=Frequency.DAILY)
    post_now(board)
    read(DISCUSSION_URL, reader)
    pass_time(days=2)
    assert send_letters() == 0
    assert not PostEmail.objects.exists()


def test_a_muted_discussion_and_a_blocked_member_are_in_no_letter(board, reader):
    follow(reader, BOARD_URL, scope="posts", frequency=Frequency.DAILY)
    signed_in(reader).post(f"/community/posts/{board.first.pk}/block/")
    post_now(board, "By the blocked one.")
    assert not PostEmail.objects.exists()
    post_now(board, "By another.", board.moderator)
    follow(reader, mute="yes")
    post_now(board, "Muted.", board.moderator)
    assert not PostEmail.objects.exists()
    assert "You muted this discussion" in read(DISCUSSION_URL, reader)
    assert "Discussions you muted" in read(SETTINGS_URL, reader)
    follow(reader, unmute="yes")
    post_now(board, "Heard again.", board.moderator)
    assert PostEmail.objects.count() == 1


def test_a_blocked_account_is_in_letters_under_a_chosen_name(board, reader):
    follow(reader, frequency=Frequency.DAILY)
    signed_in(reader).post(f"/community/posts/{board.first.pk}/block/")
    name = ChosenName.objects.create(
        discussion=board.discussion, user=board.author, name="Paper gown"
    )
    post = post_now(board, "Under a name.", chosen_name=name)
    pass_time(days=2)
    send_letters()
    assert "by Paper gown" in all_letters()[0].text
    # A block of the name after that reaches the letter while it waits.
    signed_in(reader).post(f"/community/posts/{post.pk}/block/")
    deliver_due()
    assert all_letters()[0].status == Notification.Status.CANCELLED


def test_a_sealed_question_is_in_a_letter_and_new_like_any_post(board, reader):
    follow(reader, frequency=Frequency.DAILY)
    read(DISCUSSION_URL, reader)
    signed_in(reader).post(f"/community/posts/{board.first.pk}/block/")
    board.discussion.refresh_from_db()
    make_post(board.discussion, None, "Asked.", PostState.PUBLISHED, is_sealed=True)
    board.discussion.posts.filter(is_sealed=True).update(published_at=timezone.now())
    notify_followers()
    pass_time(days=2)
    assert send_letters() == 1
    assert "1 new post" in all_letters()[0].text
    assert "1 new post." in read("/community/new/", reader)
