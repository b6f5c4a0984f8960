"""Posts are held, moderators decide, authors are told, readers report."""

import pytest
from django.test import Client

from community.enums import PostState
from community.models import Discussion, ModerationAction, Post, Report
from outbox.models import Notification
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, decide, read, reply, submit

QUEUE_URL = "/admin/moderation/"


@pytest.fixture
def held(board) -> Post:
    """Return a held reply of a newcomer."""
    return reply(board.newcomer, "My first words.")


def emails_to(user) -> list[Notification]:
    return list(Notification.objects.filter(user=user).order_by("pk"))


def test_the_first_posts_of_a_member_are_held_until_three_are_published(board):
    for number in range(3):
        post = reply(board.newcomer, f"Words {number}.")
        assert post.state == PostState.HELD
        assert f"Words {number}." not in read(DISCUSSION_URL)
        assert "Only you see this post for now" in read(DISCUSSION_URL, board.newcomer)
        decide(board.moderator, post, "approve")
        assert f"Words {number}." in read(DISCUSSION_URL)
    assert reply(board.newcomer, "Fourth.").state == PostState.PUBLISHED


def test_posts_with_links_are_held(board):
    post = reply(board.author, "See www.example.org/leaflet")
    assert post.hold_reasons == ["link"]
    assert "Contains a link" in read(QUEUE_URL, board.moderator)


def test_the_queue_says_why_and_shows_the_post_in_its_place(board, held):
    page = read(QUEUE_URL, board.moderator)
    assert "One of the first posts of a new member" in page
    assert "My first words." in page
    review = read(f"{QUEUE_URL}posts/{held.pk}/", board.moderator)
    assert "What helped was time." in review
    assert "Published posts: 0" in review
    [email] = emails_to(board.moderator)
    assert "My first words." not in email.text


@pytest.mark.parametrize("action", ["return", "hide", "remove"])
def test_a_reason_is_required_and_reaches_the_author(board, action):
    response = decide(board.moderator, board.first, action)
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
    decide(board.moderator, board.first, action, reason="It names a nurse.")
    action_row = ModerationAction.objects.get()
    assert (action_row.kind, action_row.actor) == (action, board.moderator)
    [email] = emails_to(board.author)
    assert "It names a nurse." in email.text
    assert board.moderator.first_name not in email.text.split()
    page = read(f"/community/posts/{board.first.pk}/", board.author)
    assert "It names a nurse." in page
    assert "It was hard." in page
    assert Client().get(DISCUSSION_URL).status_code == 404


def test_the_reason_stands_where_the_post_stood(board):
    second = board.discussion.posts.get(position=2)
    decide(board.moderator, second, "remove", reason="It blames a person.")
    page = read(DISCUSSION_URL)
    assert "I was not told." not in page
    assert "It blames a person." in page
    decide(board.moderator, second, "restore")
    assert "I was not told." in read(DISCUSSION_URL)


def test_a_returned_post_is_reworded_and_approved(board, held):
    decide(board.moderator, held, "return", reason="Please leave out the ward.")
    assert "Please leave out the ward." in read(DISCUSSION_URL, board.newcomer)
    url = f"/community/posts/{held.pk}/edit/"
    submit(signed_in(board.newcomer), url, text="My better words.")
    held.refresh_from_db()
    assert held.state == PostState.HELD
    decide(board.moderator, held, "approve")
    page = read(DISCUSSION_URL)
    assert "My better words." in page
    assert "My first words." not in page


def test_a_decision_about_another_version_is_refused(board, held):
    submit(signed_in(board.newcomer), f"/community/posts/{held.pk}/edit/", text="Other words.")
    values = {"action": "approve", "version": held.version}
    response = signed_in(board.moderator).post(f"{QUEUE_URL}posts/{held.pk}/", values, follow=True)
    assert "another moderator has it" in response.content.decode()
    held.refresh_from_db()
    assert held.state == PostState.HELD


def test_a_claimed_post_is_decided_by_its_moderator(board, held):
    signed_in(board.moderator).post(f"{QUEUE_URL}posts/{held.pk}/claim/")
    decide(board.editor, held, "approve")
    held.refresh_from_db()
    assert held.state == PostState.HELD
    decide(board.moderator, held, "approve")
    held.refresh_from_db()
    assert held.state == PostState.PUBLISHED


def test_moderators_decide_about_no_post_of_their_own(board):
    post = reply(board.moderator, "Mine.", accepts_rules="on")
    assert post.state == PostState.PUBLISHED
    decide(board.moderator, post, "remove", reason="Mine.")
    post.refresh_from_db()
    assert post.state == PostState.PUBLISHED


def test_a_held_discussion_is_seen_by_its_author_alone(board):
    values = {"title": "Quagga", "topic": board.topic.pk, "text": "Zorilla."}
    submit(signed_in(board.newcomer), f"{BOARD_URL}start/", **values)
    discussion = Discussion.objects.get(title="Quagga")
    assert "Quagga" in read(BOARD_URL, board.newcomer)
    assert "Quagga" not in read(BOARD_URL) + read(BOARD_URL, board.author)
    assert Client().get(discussion.get_absolute_url()).status_code == 404
    decide(board.moderator, discussion.posts.get(), "approve")
    assert "Zorilla." in read(discussion.get_absolute_url())


@pytest.mark.parametrize("path", ["", "posts/{pk}/", "posts/{pk}/claim/"])
def test_the_queue_is_for_moderators_and_they_have_no_other_admin(board, held, path):
    url = QUEUE_URL + path.format(pk=held.pk)
    for user in (board.author, board.newcomer):
        assert signed_in(user).get(url).status_code == 403
    assert Client().get(url).status_code == 302
    for other in ("/admin/pages/", "/admin/reports/site-history/", "/admin/community/boards/"):
        assert signed_in(board.moderator).get(other).status_code in {302, 403}
    assert QUEUE_URL in read("/admin/", board.moderator)


def test_anyone_reports_a_post_and_the_reporter_is_not_named(board):
    url = f"/community/posts/{board.first.pk}/report/"
    values = {"reason": "illegal", "details": "A threat."}
    assert submit(Client(), url, **values)["Location"].endswith("/report/thanks/")
    submit(signed_in(board.newcomer), url, reason="abuse")
    assert [report.reporter for report in Report.objects.all()] == [None, board.newcomer]
    page = read(QUEUE_URL, board.moderator)
    assert "Urgent" in page
    review = read(f"{QUEUE_URL}posts/{board.first.pk}/", board.moderator)
    assert "A threat." in review
    assert "I think this is illegal" in review
    assert "Ben" not in page + review
    decide(board.moderator, board.first, "dismiss")
    assert not Report.objects.open().exists()
    assert "It was hard." in read(DISCUSSION_URL)
    assert "No posts are waiting" in read(QUEUE_URL, board.moderator)


def test_a_report_keeps_the_text_and_is_stored_once(board):
    url = f"/community/posts/{board.first.pk}/report/"
    client = Client()
    token = client.get(url).context["form_token"]
    for _ in range(2):
        client.post(url, {"reason": "abuse", "form_token": token})
    report = Report.objects.get()
    signed_in(board.author).post(f"/community/posts/{board.first.pk}/delete/")
    report.refresh_from_db()
    assert report.reported_text == "It was hard."
    assert client.post(url, {"reason": "abuse"}).status_code == 404


def test_a_moderator_closes_a_discussion_and_opens_it_again(board):
    assert decide(board.moderator, board.first, "close").status_code == 422
    decide(board.moderator, board.first, "close", reason="Everything has been said.")
    page = read(DISCUSSION_URL)
    assert "Everything has been said." in page
    assert "It was hard." in page
    assert "Write a reply" not in page
    assert "Everything has been said." in emails_to(board.author)[-1].text
    decide(board.moderator, board.first, "reopen")
    assert "Write a reply" in read(DISCUSSION_URL)
    second = board.discussion.posts.get(position=2)
    decide(board.moderator, second, "close", reason="No first post.")
    assert "Write a reply" in read(DISCUSSION_URL)


def test_a_discussion_is_gone_for_its_author_once_they_delete_its_post(board):
    values = {"title": "Quagga", "topic": board.topic.pk, "text": "Zorilla."}
    client = signed_in(board.newcomer)
    submit(client, f"{BOARD_URL}start/", **values)
    post = Post.objects.get(text="Zorilla.")
    client.post(f"/community/posts/{post.pk}/delete/")
    assert "Quagga" not in read(BOARD_URL, board.newcomer)
    assert client.get(post.discussion.get_absolute_url()).status_code == 404
