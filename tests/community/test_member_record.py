"""Moderators keep notes, warn members, and use saved words; members confirm a warning."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.sync_roles import sync_roles
from community.models import MemberWarning, ModerationAction, ModeratorNote, Post, SavedReply
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_post, read, submit

REPLY_URL = f"{DISCUSSION_URL}reply/"


def url_of(post, name=""):
    return f"/admin/moderation/posts/{post.pk}/{name}"


def warn(moderator, post, reason="It insults a nurse."):
    return signed_in(moderator).post(url_of(post, "warn/"), {"reason": reason, "days": "90"})


def test_a_member_confirms_a_warning_before_they_write_again(board):
    assert warn(board.moderator, board.first, reason="").status_code == 422
    warn(board.moderator, board.first)
    warn(board.editor, board.first, reason="Twice.")
    warning = MemberWarning.objects.get()
    client = signed_in(board.author)
    assert "It insults a nurse." in Notification.objects.get(user=board.author).text
    assert f"/community/warnings/{warning.pk}/" in read("/community/", board.author)
    answer = client.post(REPLY_URL, {"text": "My long words."})
    assert answer.status_code == 403
    assert "My long words." in answer.content.decode()
    assert "It insults a nurse." in answer.content.decode()
    url = f"/community/warnings/{warning.pk}/"
    assert signed_in(board.newcomer).post(url).status_code == 404
    assert client.post(url, {"next": "https://evil.example/"})["Location"] == "/community/"
    submit(client, REPLY_URL, text="I can write again.")
    assert "has given you a warning" not in read("/community/", board.author)
    assert "insults" not in read(DISCUSSION_URL) + read(DISCUSSION_URL, board.newcomer)


def test_an_expired_warning_does_not_count(board):
    warn(board.moderator, board.first)
    review = read(url_of(board.first), board.moderator)
    assert "Warnings that count: 1." in review and "suspend for 7 days" in review
    MemberWarning.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "Warnings that count: 0." in read(url_of(board.first), board.moderator)
    assert signed_in(board.author).get(REPLY_URL).status_code == 200


def test_notes_stay_with_moderators_and_with_the_name_that_a_post_shows(board):
    board.space.allows_chosen_names = True
    board.space.save()
    submit(signed_in(board.newcomer), REPLY_URL, text="Under another name.", chosen_name="Gown")
    chosen = Post.objects.get(text="Under another name.")
    board.discussion.refresh_from_db()
    named = make_post(board.discussion, board.newcomer, "Under my name.", "published")
    for post, text in ((chosen, "Okapi about Gown."), (named, "Okapi about Ben.")):
        values = {"text": text, "about": "member"}
        signed_in(board.moderator).post(url_of(post, "note/"), values)
    answer = signed_in(board.moderator).post(url_of(named, "note/"), {"text": "", "about": "post"})
    assert answer.status_code == 422
    decide(board.moderator, chosen, "remove", reason="Secretly linked.")
    page = read(url_of(chosen), board.moderator)
    assert "Okapi about Gown." in page and "Okapi about Ben." not in page
    page = read(url_of(named), board.editor)
    assert "Okapi about Ben." in page and "Okapi about Gown." not in page
    assert "Earlier decisions about posts under this name" not in page
    for user in (None, board.newcomer, board.author):
        assert "Okapi" not in read(DISCUSSION_URL, user)
    assert signed_in(board.author).get(url_of(board.first, "note/")).status_code == 403
    from community.personal_data import collect, erase

    notes = collect(board.newcomer)["Notes of moderators about you"]
    assert [note["text"] for note in notes] == ["Okapi about Gown.", "Okapi about Ben."]
    erase(board.newcomer)
    assert not ModeratorNote.objects.exists()


def test_the_review_shows_earlier_decisions_and_a_timeline(board):
    second = board.discussion.posts.get(position=2)
    decide(board.moderator, second, "remove", reason="It blames a person.")
    page = read(url_of(board.first), board.editor)
    assert "It blames a person." in page and url_of(second) in page
    timeline = read(url_of(second), board.editor)
    assert timeline.index("Written") < timeline.index("Removed, Mo")


def test_moderators_keep_saved_words_and_insert_them_without_javascript(board):
    sync_roles()
    client = signed_in(board.moderator)
    add = "/admin/community/saved-replies/new/"
    client.post(add, {"title": "Names", "text": "Please leave out names."})
    saved = SavedReply.objects.get()
    assert signed_in(board.author).get(add).status_code in {302, 403}
    values = {"saved_reply": saved.pk, "use_saved": "yes", "reason": "Thank you.", "version": 1}
    for name in ("", "warn/", "redact/", "suspend/"):
        answer = client.post(url_of(board.first, name), values)
        assert answer.context["form"]["reason"].value() == "Thank you.\n\nPlease leave out names."
    assert not ModerationAction.objects.exists()


@pytest.mark.parametrize("name", ["Gown", ""])
def test_removing_all_posts_tells_no_reader_which_names_belong_together(board, name):
    board.space.allows_chosen_names = True
    board.space.save()
    submit(signed_in(board.newcomer), REPLY_URL, text="Pills one.", chosen_name=name)
    shown = Post.objects.get(text="Pills one.")
    Post.objects.filter(pk=shown.pk).update(state="published", published_at=timezone.now())
    board.discussion.refresh_from_db()
    make_post(board.discussion, board.newcomer, "Pills two.", "published")
    values = {"reason": "It sells pills.", "days": "", "removes_posts": "on"}
    signed_in(board.moderator).post(url_of(shown, "suspend/"), values)
    page = read(DISCUSSION_URL)
    assert page.count("It sells pills.") == (1 if name else 2)
    assert page.count("It breaks the community rules.") == (1 if name else 0)
    assert "Pills" not in page
