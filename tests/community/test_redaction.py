"""A moderator removes words from a post: they leave every place, and a mark stays."""

import pytest
from django.core import serializers
from django.test import Client

from community.models import Appeal, ModerationAction, Post, PostEdit, Report
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, decide, make_post, read, submit

MARK = "[removed by a moderator]"


def redact(moderator, post, phrases, *, confirm=True, reason="It names a nurse.", **values):
    """Remove words through the form."""
    post.refresh_from_db()
    values = {"phrases": phrases, "reason": reason, "version": post.version, **values}
    if confirm:
        values["confirm"] = "yes"
    return signed_in(moderator).post(f"/admin/moderation/posts/{post.pk}/redact/", values)


@pytest.fixture
def post(board) -> Post:
    """Return an edited and reported first post with a name in its title and texts."""
    url = f"{BOARD_URL}start/"
    values = {"title": "Zorilla Quagga", "topic": board.topic.pk, "text": "Zorilla Quagga, early."}
    submit(signed_in(board.author), url, **values)
    post = Post.objects.get(discussion__title="Zorilla Quagga")
    text = "On ward 5 **Zorilla** quagga(late) was kind."
    submit(signed_in(board.author), f"/community/posts/{post.pk}/edit/", text=text)
    report = {"reason": "identifies", "details": "It names zorilla quagga."}
    submit(Client(), f"/community/posts/{post.pk}/report/", **report)
    signed_in(board.newcomer).post(f"{post.discussion.get_absolute_url()}follow/")
    post.refresh_from_db()
    return post


def test_the_words_are_shown_to_be_removed_before_they_are(board, post):
    page = redact(board.moderator, post, "zorilla quagga", confirm=False)
    assert page.context["html"].count(MARK) == 1
    post.refresh_from_db()
    assert "Zorilla" in post.text
    for wrong in ({"phrases": "Okapi"}, {"phrases": "!"}, {"reason": "Zorilla  Quagga again"}):
        answer = redact(board.moderator, post, **{"phrases": "zorilla quagga", **wrong})
        assert answer.status_code == 422
    assert not ModerationAction.objects.exists()


def test_removed_words_are_nowhere_and_a_mark_stays(board, post):
    old_url = post.discussion.get_absolute_url()
    make_post(
        post.discussion, board.newcomer, "Yes.", "published", reply_to=post, quotes_reply_to=True
    )
    assert redact(board.moderator, post, "zorilla quagga").status_code == 302
    post = Post.objects.get(pk=post.pk)
    new_url = post.discussion.get_absolute_url()
    assert Client().get(old_url).status_code == 404
    page = read(new_url)
    assert page.count(f"<mark>{MARK}</mark> (late)") == 2, "in the post and in the quote"
    assert "It names a nurse." in page
    for url in (new_url, BOARD_URL, f"{BOARD_URL}feed/", "/search/?q=kind", "/sitemap.xml"):
        for user in (None, board.author, board.moderator, board.newcomer):
            assert "zorilla" not in read(url, user).lower(), url
    assert "zorilla" not in read(f"/admin/moderation/posts/{post.pk}/", board.moderator).lower()
    for model in (Post, PostEdit, Report, ModerationAction, Notification):
        stored = serializers.serialize("json", model.objects.all())
        assert "zorilla" not in stored.lower(), model
    assert not Report.objects.open().exists()
    told = Notification.objects.filter(user=board.author).latest("pk")
    assert "It names a nurse." in told.text and "removed some words" in told.text


def test_a_redaction_is_appealed_once_and_decided_by_another_moderator(board, post):
    redact(board.moderator, post, "zorilla quagga")
    url = f"/community/posts/{post.pk}/appeal/"
    assert url in read(post.get_absolute_url(), board.author)
    signed_in(board.author).post(url, {"text": "It is a fictional name."})
    assert signed_in(board.author).get(url).status_code == 404
    decide(board.moderator, post, "uphold", reason="No.")
    assert Appeal.objects.open().exists()
    decide(board.editor, post, "grant")
    assert not Appeal.objects.open().exists()
    assert "write the words again" in Notification.objects.filter(user=board.author)[0].text


def test_only_those_who_moderate_the_post_remove_words(board, post):
    for user in (board.author, board.newcomer):
        assert redact(user, post, "zorilla quagga").status_code == 403
    own = make_post(board.discussion, board.moderator, "Okapi.", "published")
    assert redact(board.moderator, own, "Okapi").status_code == 404
    assert redact(board.moderator, post, "kind", version=99).status_code == 302
    assert "kind" in read(post.get_absolute_url())
    assert "How was it?" in read(DISCUSSION_URL)
