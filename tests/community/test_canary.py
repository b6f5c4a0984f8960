"""Words that are held, hidden, removed, returned or deleted reach no reader."""

import pytest
from django.test import Client

from community.enums import PostState
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, decide, make_post, reply, submit


@pytest.fixture
def words(board) -> list[str]:
    """Bring a word into each state that readers do not see, and return the words."""
    reply(board.newcomer, "okapiheld")
    returned = reply(board.newcomer, "okapireturned")
    decide(board.moderator, returned, "return", reason="Reword.")
    for word, action in (("okapihidden", "hide"), ("okapiremoved", "remove")):
        post = reply(board.author, word)
        assert post.state == PostState.PUBLISHED
        submit(signed_in(board.author), f"/community/posts/{post.pk}/edit/", text=f"{word} later")
        decide(board.moderator, post, action, reason="A reason.")
    deleted = reply(board.author, "okapideleted")
    signed_in(board.author).post(f"/community/posts/{deleted.pk}/delete/")
    values = {"title": "okapititle", "topic": board.subtopic.pk, "text": "okapifirst"}
    submit(signed_in(board.newcomer), f"{BOARD_URL}start/", **values)
    values = {"title": "okapigone", "topic": board.subtopic.pk, "text": "okapibegan"}
    submit(signed_in(board.author), f"{BOARD_URL}start/", **values)
    first = board.author.posts.get(text="okapibegan")
    reply_url = f"{first.discussion.get_absolute_url()}reply/"
    submit(signed_in(board.author), reply_url, text="okapiwithin")
    decide(board.moderator, first, "remove", reason="A reason.")
    return [
        *("okapiheld", "okapireturned", "okapihidden", "okapiremoved", "okapideleted"),
        *("okapititle", "okapifirst", "okapigone", "okapibegan", "okapiwithin"),
    ]


def test_no_reader_finds_a_withheld_word(board, words):
    other = signed_in(make_reader())
    urls = [
        *("/community/", BOARD_URL, DISCUSSION_URL, f"{DISCUSSION_URL}?before=99"),
        *(f"{BOARD_URL}feed/", "/sitemap.xml", board.topic.url, board.subtopic.url),
        "/api/v2/pages/?search=okapi",
        *(f"/search/?q={word}" for word in words),
        *(f"/community/posts/{post.pk}/" for post in board.author.posts.all()),
        *(f"/community/posts/{post.pk}/report/" for post in board.newcomer.posts.all()),
    ]
    for client in (Client(), other):
        for url in urls:
            response = client.get(url, follow=True)
            text = response.content.decode().replace(url.rpartition("=")[2], "")
            assert not [word for word in words if word in text], url


def test_published_words_are_found(board):
    post = reply(board.author, "The word is okapishown.")
    for url in (DISCUSSION_URL, f"{BOARD_URL}feed/", "/search/?q=okapishown"):
        assert "okapishown" in Client().get(url).content.decode().replace("q=okapishown", ""), url
    assert f"/community/posts/{post.pk}/" in Client().get("/search/?q=okapishown").content.decode()
    assert DISCUSSION_URL in Client().get("/sitemap.xml").content.decode()
    assert DISCUSSION_URL in Client().get(board.topic.url).content.decode()


def test_a_held_post_leaves_no_mark(board):
    before = Client().get(DISCUSSION_URL).content
    make_post(board.discussion, board.newcomer, "Held.", PostState.HELD)
    assert Client().get(DISCUSSION_URL).content == before


def make_reader():
    from tests.community.conftest import make_member

    return make_member("reader@hub.example", "Rea")
