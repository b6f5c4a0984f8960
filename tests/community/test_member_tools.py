"""Members save posts, mark them as helpful, and block each other without being noticed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.closure import close_account
from community.enums import PostState
from community.models import Block, Bookmark, ChosenName, Discussion, HelpfulMark
from personal_data.registry import collect_for_user
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, make_member, make_post, read, reply

SAVED_URL, BLOCKED_URL = "/community/saved/", "/community/blocked/"
FOLDED = "You blocked this member. Show the post"


def press(user, post, tool, value="yes"):
    """Press a button beneath a post."""
    return signed_in(user).post(f"/community/posts/{post.pk}/{tool}/", {"value": value})


@pytest.fixture
def named(board):
    """Return a discussion in which Ann writes under a chosen name, and her post there."""
    discussion = Discussion.objects.create(
        space=board.space,
        title="Gowns",
        slug="gowns",
        started_by=board.author,
        published_at=board.discussion.published_at,
    )
    name = ChosenName.objects.create(discussion=discussion, user=board.author, name="Paper gown")
    post = make_post(discussion, board.author, "Too thin.", PostState.PUBLISHED, chosen_name=name)
    return post


def test_a_saved_post_is_listed_until_it_is_withdrawn_or_removed(board):
    for post in board.discussion.posts.all():
        assert press(board.newcomer, post, "save").status_code == 302
    press(board.newcomer, board.first, "save")
    assert Bookmark.objects.count() == 3
    page = read(SAVED_URL, board.newcomer)
    assert "I was not told." in page and "What helped was time." in page
    assert "Remove from saved posts" in read(DISCUSSION_URL, board.newcomer)
    second, third = board.discussion.posts.filter(position__gt=1)
    decide(board.moderator, second, "hide", reason="It names a nurse.")
    assert "I was not told." not in read(SAVED_URL, board.newcomer)
    url = f"/community/posts/{third.pk}/save/"
    signed_in(board.newcomer).post(url, {"value": "no", "next": "saved"})
    page = read(SAVED_URL, board.newcomer)
    assert "What helped was time." not in page and "It was hard." in page
    assert "It was hard." not in read(SAVED_URL, board.moderator)
    Discussion.objects.update(published_at=None)
    assert "It was hard." not in read(SAVED_URL, board.newcomer)
    assert press(board.newcomer, board.first, "save").status_code == 404


def test_saved_posts_come_in_pages_with_as_many_queries(board):
    client = signed_in(board.newcomer)
    client.get(SAVED_URL)
    counts = []
    for number in (3, 27):
        for _ in range(number):
            post = make_post(board.discussion, board.author, "Kept.", PostState.PUBLISHED)
            Bookmark.objects.create(user=board.newcomer, post=post)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(SAVED_URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    rows = page.context["bookmarks"]
    rows += client.get(SAVED_URL + page.context["next_query"]).context["bookmarks"]
    assert len({row.pk for row in rows}) == len(rows) == 30
    assert client.get(f"{SAVED_URL}?before={'9' * 19}").status_code == 200
    assert client.get(f"{SAVED_URL}?before=x").status_code == 200


def test_helpful_marks_count_once_and_show_no_names_and_no_small_numbers(board):
    readers = [make_member(f"r{number}@hub.example", f"Reader {number}") for number in range(5)]
    for reader in readers[:4]:
        press(reader, board.first, "helpful")
        press(reader, board.first, "helpful")
    assert HelpfulMark.objects.count() == 4
    assert "found this helpful" not in read(DISCUSSION_URL)
    press(readers[4], board.first, "helpful")
    page = read(DISCUSSION_URL)
    assert "5 members found this helpful" in page and "Reader" not in page
    assert 'aria-pressed="true"' in read(DISCUSSION_URL, readers[0])
    assert "aria-pressed" not in page
    press(readers[0], board.first, "helpful", "no")
    assert "found this helpful" not in read(DISCUSSION_URL)
    assert press(board.author, board.first, "helpful").status_code == 404
    assert not HelpfulMark.objects.filter(user=board.author).exists()


def test_the_posts_and_quotes_of_a_blocked_member_fold_away(board):
    answer = reply(board.author, "Mine.")
    board.discussion.refresh_from_db()
    quoting = make_post(
        board.discussion,
        board.moderator,
        "Thank you, Ann.",
        PostState.PUBLISHED,
        reply_to=answer,
        quotes_reply_to=True,
    )
    assert "We do not tell them" in read(f"/community/posts/{answer.pk}/block/", board.newcomer)
    for _ in range(2):
        press(board.newcomer, answer, "block")
    page = read(DISCUSSION_URL, board.newcomer)
    assert page.count(FOLDED) == 4
    assert "You blocked the author of this quote" in page
    assert quoting.text in page
    for user in (None, board.author, board.moderator):
        assert "You blocked" not in read(DISCUSSION_URL, user)
    block = Block.objects.get()
    assert "Ann" in read(BLOCKED_URL, board.newcomer)
    signed_in(board.author).post(BLOCKED_URL, {"block": block.pk})
    assert Block.objects.exists()
    signed_in(board.newcomer).post(BLOCKED_URL, {"block": "x" * 30})
    signed_in(board.newcomer).post(BLOCKED_URL, {"block": block.pk})
    assert FOLDED not in read(DISCUSSION_URL, board.newcomer)


def test_a_block_tells_nothing_about_the_account_behind_a_chosen_name(board, named):
    gowns = f"{named.discussion.get_absolute_url()}"
    press(board.newcomer, named, "block")
    assert FOLDED in read(gowns, board.newcomer)
    assert FOLDED not in read(DISCUSSION_URL, board.newcomer)
    page = read(BLOCKED_URL, board.newcomer)
    assert "Paper gown" in page and "Ann" not in page
    assert "Ann" not in str(collect_for_user(board.newcomer)["discussions"]["Blocked members"])
    press(board.moderator, board.first, "block")
    assert FOLDED in read(DISCUSSION_URL, board.moderator)
    assert FOLDED not in read(gowns, board.moderator)
    assert f"/community/posts/{named.pk}/block/" in read(gowns, board.moderator)
    # The posts of both names are by one former member then.
    close_account(board.author)
    assert not Block.objects.exists()
    for url in (gowns, DISCUSSION_URL):
        for user in (board.newcomer, board.moderator):
            page = read(url, user)
            assert FOLDED not in page and "/block/" not in page


def test_a_name_in_a_discussion_that_is_gone_is_listed_without_its_title(board, named):
    press(board.newcomer, named, "block")
    Discussion.objects.filter(pk=named.discussion_id).update(published_at=None)
    page = read(BLOCKED_URL, board.newcomer)
    assert "Paper gown" in page and "Gowns" not in page


def test_personal_data_covers_bookmarks_marks_and_blocks(board):
    press(board.newcomer, board.first, "save")
    press(board.newcomer, board.first, "helpful")
    press(board.newcomer, board.first, "block")
    data = collect_for_user(board.newcomer)["discussions"]
    for name in ("Saved posts", "Posts marked as helpful", "Blocked members"):
        assert len(data[name]) == 1, name
    assert "Ben" not in str(collect_for_user(board.author)["discussions"])
    close_account(board.newcomer)
    for model in (Bookmark, HelpfulMark, Block):
        assert not model.objects.exists()
