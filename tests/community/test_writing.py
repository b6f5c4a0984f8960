"""Members start discussions, reply, quote, edit and delete."""

import pytest
from django.test import Client

from accounts.models import RulesAcceptance
from community.enums import PostState
from community.models import Discussion, Post
from tests import factories as make
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, make_post, read, reply, submit

REPLY_URL = f"{DISCUSSION_URL}reply/"


def test_an_established_member_starts_a_discussion_that_everyone_reads(board):
    client = signed_in(board.author)
    submit(
        client,
        f"{BOARD_URL}start/",
        title="Start",
        topic=board.subtopic.pk,
        text="**Who** else?",
    )
    discussion = Discussion.objects.get(title="Start")
    assert discussion.get_absolute_url() == f"{BOARD_URL}start-2/"
    assert "<strong>Who</strong> else?" in read(f"{BOARD_URL}start-2/")
    assert "Start" in read(BOARD_URL)
    assert "Start" in read(board.subtopic.url)


def test_visitors_are_asked_to_sign_in_and_keep_what_they_wrote(board):
    assert Client().get(REPLY_URL)["Location"].startswith("/account/sign-in/")
    response = Client().post(REPLY_URL, {"text": "My long answer"})
    assert response.status_code == 403
    assert "My long answer" in response.content.decode()


def test_a_form_sent_twice_makes_one_post(board):
    client = signed_in(board.author)
    token = client.get(REPLY_URL).context["form_token"]
    values = {"text": "Once.", "form_token": token}
    first, second = client.post(REPLY_URL, values), client.post(REPLY_URL, values)
    assert first["Location"] == second["Location"]
    assert Post.objects.filter(text="Once.").count() == 1
    assert client.post(REPLY_URL, values | {"text": "Twice."}).status_code == 302
    assert Post.objects.filter(text="Twice.").count() == 1


def test_identifiers_of_patients_are_refused_beside_the_field(board):
    text = "Her NHS number was 943 476 5919."
    response = submit(signed_in(board.author), REPLY_URL, text=text)
    assert response.status_code == 422
    assert "943 476 5919" in response.context["form"].errors["text"][0]
    assert text in response.content.decode()


def test_line_breaks_count_as_one_character_as_in_the_browser(board):
    text = "a\n" * 4_999 + "aa"
    submit(signed_in(board.author), REPLY_URL, text=text.replace("\n", "\r\n"))
    assert Post.objects.get(text__startswith="a\n").text == text


def test_a_member_accepts_the_rules_before_the_first_post(board):
    member = make.make_user("tom@hub.example", first_name="Tom")
    client = signed_in(member)
    assert submit(client, REPLY_URL, text="Hello.").status_code == 422
    assert submit(client, REPLY_URL, text="Hello.", accepts_rules="on").status_code == 302
    assert RulesAcceptance.objects.filter(user=member).count() == 1
    assert "accepts_rules" not in client.get(REPLY_URL).context["form"].fields


def test_a_quote_shows_the_post_as_it_is_now(board):
    answered = board.discussion.posts.get(position=2)
    client = signed_in(board.author)
    url = f"{REPLY_URL}?to={answered.pk}"
    submit(client, url, text="So was I.", quotes_reply_to="on")
    page = read(DISCUSSION_URL, board.newcomer)
    assert page.count("I was not told.") == 2
    client.post(f"/community/posts/{answered.pk}/delete/")
    page = read(DISCUSSION_URL)
    assert "I was not told." not in page
    assert "The author deleted this post." in page
    assert "another post" in page


def test_only_the_author_edits_and_moderators_keep_the_previous_text(board):
    url = f"/community/posts/{board.first.pk}/edit/"
    assert signed_in(board.newcomer).get(url).status_code == 404
    submit(signed_in(board.author), url, text="It was very hard.")
    page = read(DISCUSSION_URL)
    assert "It was very hard." in page
    assert ", edited" in page
    assert [edit.text for edit in board.first.edits.all()] == ["It was hard."]
    assert "It was hard." in read(f"/admin/moderation/posts/{board.first.pk}/", board.moderator)


def test_an_edit_adds_no_link_to_a_published_post(board):
    url = f"/community/posts/{board.first.pk}/edit/"
    response = submit(signed_in(board.author), url, text="See https://pills.example")
    assert response.status_code == 422
    assert "cannot add a link" in response.context["form"].errors["text"][0]
    assert "pills" not in read(DISCUSSION_URL)


def test_an_outdated_edit_is_refused_with_the_words_kept(board):
    url = f"/community/posts/{board.first.pk}/edit/"
    client = signed_in(board.author)
    version = client.get(url).context["form"]["version"].value()
    submit(client, url, text="First edit.")
    response = client.post(url, {"text": "Second edit.", "version": version})
    assert response.status_code == 422
    assert "Second edit." in response.content.decode()


def test_no_one_replies_to_a_closed_discussion(board):
    token = signed_in(board.author).get(REPLY_URL).context["form_token"]
    Discussion.objects.update(closed_at=make.NOON)
    values = {"text": "Too late.", "form_token": token}
    response = signed_in(board.author).post(REPLY_URL, values)
    assert response.status_code == 422
    assert "Too late." in response.content.decode()


def test_the_address_of_a_post_leads_to_its_page_and_anchor(board):
    for number in range(4, 46):
        make_post(board.discussion, board.author, f"Post {number}.", PostState.PUBLISHED)
    post = board.discussion.posts.get(position=43)
    response = Client().get(f"/community/posts/{post.pk}/")
    assert response["Location"] == f"{DISCUSSION_URL}?after=40#post-43"
    page = read(f"{DISCUSSION_URL}?after=40")
    assert "Post 45." in page
    assert "Post 40." not in page


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        ("", range(1, 21)),
        ("?after=20", range(21, 41)),
        ("?before=41", range(21, 41)),
        ("?before=2147483647", range(26, 46)),
        ("?before=1", range(1, 21)),
        ("?after=99999999999999", ()),
        ("?after=x&before=-1", range(1, 21)),
    ],
)
def test_pages_go_by_position(board, query, positions):
    for number in range(4, 46):
        make_post(board.discussion, board.author, f"Post {number}.", PostState.PUBLISHED)
    page = Client().get(f"{DISCUSSION_URL}{query}").context["page_of_posts"]
    assert [post.position for post in page.posts] == list(positions)


def test_the_cost_of_a_page_does_not_grow(board, django_assert_max_num_queries):
    def queries() -> int:
        client = signed_in(board.author)
        client.get(DISCUSSION_URL)
        with django_assert_max_num_queries(40) as captured:
            client.get(DISCUSSION_URL)
        return len(captured)

    few = queries()
    first = board.discussion.posts.get(position=1)
    for number in range(27):
        author = board.newcomer if number % 2 else board.author
        make_post(board.discussion, author, "More.", PostState.PUBLISHED, reply_to=first)
    assert queries() == few


def test_anonymous_readers_get_the_same_cacheable_page(board):
    response = Client().get(DISCUSSION_URL)
    assert "s-maxage" in response["Cache-Control"]
    assert response.content == Client().get(DISCUSSION_URL).content
    assert reply(board.author, "No cache.").state == PostState.PUBLISHED
