"""Members see what is new since their last visit, without a row for each post."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.closure import close_account
from community.enums import PostState
from community.models import (
    Discussion,
    Follow,
    FollowPreference,
    Post,
    ReadPosition,
    Space,
    SpaceFollow,
    SpaceVisit,
)
from personal_data.registry import collect_for_user
from tests.clients import signed_in
from tests.community.conftest import (
    BOARD_URL,
    DISCUSSION_URL,
    decide,
    make_member,
    make_post,
    read,
    reply,
)

NEW_URL = "/community/new/"


@pytest.fixture
def reader(board):
    """Return a member who joined a year ago, on a board with nothing newer than that."""
    member = make_member("cat@hub.example", "Cat")
    member.date_joined = timezone.now() - timedelta(days=365)
    member.save()
    age(board.discussion, days=200)
    return member


def age(discussion, **period):
    """Let a discussion and its posts be older."""
    time = timezone.now() - timedelta(**period)
    discussion.posts.update(published_at=time, created_at=time)
    Discussion.objects.filter(pk=discussion.pk).update(
        created_at=time, published_at=time, last_post_at=time
    )


def visit_ended(user, **period):
    """Let the last visits of a member be over for a while."""
    for visit in SpaceVisit.objects.filter(user=user):
        visit.visited_at -= timedelta(**period)
        visit.save()


def add_post(discussion, author, text="New.", state=PostState.PUBLISHED, **fields):
    """Add a post to a discussion now."""
    discussion = Discussion.objects.get(pk=discussion.pk)
    post = make_post(discussion, author, text, state, **fields)
    Post.objects.filter(pk=post.pk).update(published_at=timezone.now())
    Discussion.objects.filter(pk=discussion.pk).update(last_post_at=timezone.now())
    return post


def start(board, title, space=None):
    """Start a discussion now."""
    discussion = Discussion.objects.create(
        space=space or board.space,
        title=title,
        slug=title.lower().replace(" ", "-"),
        started_by=board.author,
        published_at=timezone.now(),
    )
    add_post(discussion, board.author)
    return discussion


def new_titles(user, url=NEW_URL):
    page = signed_in(user).get(url)
    return [row.title for row in page.context["discussions"]]


def test_what_was_never_opened_is_new_since_the_last_visit_only(board, reader):
    assert new_titles(reader) == []
    first = start(board, "First")
    read(BOARD_URL, reader)
    # It stays new while the visit lasts.
    assert new_titles(reader) == new_titles(reader, f"{NEW_URL}?board=care") == ["First"]
    age(first, hours=2)
    visit_ended(reader, hours=1)
    page = read(BOARD_URL, reader)
    assert "new since your last visit" not in page
    start(board, "Second")
    assert new_titles(reader) == ["Second"]
    assert "1 new since your last visit" in read(BOARD_URL, reader)
    assert "1 new since your last visit" in read("/community/", reader)
    assert "new since your last visit" not in read(BOARD_URL)


def test_an_opened_discussion_is_new_from_the_first_unread_post_on(board, reader):
    read(DISCUSSION_URL, reader)
    for number in range(25):
        add_post(board.discussion, board.author, f"Answer {number}.")
    add_post(board.discussion, reader, "My own.")
    add_post(board.discussion, board.author, "Held.", PostState.HELD)
    page = read(NEW_URL, reader)
    assert "25 new posts" in page and f"{DISCUSSION_URL}#post-4" in page
    read(DISCUSSION_URL, reader)
    assert "8 new posts" in (page := read(NEW_URL, reader))
    assert f"{DISCUSSION_URL}?after=20#post-21" in page
    assert "Go to the first new post" in read(DISCUSSION_URL, reader)
    read(f"{DISCUSSION_URL}?after=20", reader)
    assert new_titles(reader) == []
    assert ReadPosition.objects.filter(user=reader).count() == 1


def test_a_post_approved_late_is_new_for_those_who_have_read_on(board, reader):
    held = reply(board.newcomer, "Held for a while.")
    add_post(board.discussion, board.author, "Meanwhile.")
    read(DISCUSSION_URL, reader)
    assert new_titles(reader) == []
    decide(board.moderator, held, "approve")
    page = read(NEW_URL, reader)
    assert "1 new post." in page and f"{DISCUSSION_URL}#post-6" in page
    page = read(DISCUSSION_URL, reader)
    assert page.index("Meanwhile.") < page.index("Held for a while.")
    assert new_titles(reader) == []


def test_muted_blocked_withheld_and_foreign_discussions_are_not_new(board, reader):
    muted, blocked, withheld = (start(board, title) for title in ("Muted", "Blocked", "Withheld"))
    signed_in(reader).post(f"{muted.get_absolute_url()}follow/", {"mute": "yes"})
    Post.objects.filter(discussion=blocked).update(author=board.moderator)
    signed_in(reader).post(f"/community/posts/{blocked.posts.get().pk}/block/")
    Discussion.objects.filter(pk=withheld.pk).update(published_at=None)
    private = Space.objects.create(kind="network", external_id=99, title="Private", slug="private")
    start(board, "Foreign", private)
    assert new_titles(reader) == []
    assert signed_in(reader).get(f"{NEW_URL}?board=private").status_code == 404
    add_post(blocked, board.author)
    assert new_titles(reader) == ["Blocked"]


def test_all_is_marked_as_read_up_to_what_the_page_showed(board, reader):
    read(DISCUSSION_URL, reader)
    add_post(board.discussion, board.author)
    start(board, "First")
    page = signed_in(reader).get(NEW_URL)
    assert len(page.context["discussions"]) == 2
    add_post(board.discussion, board.author, "Since then.")
    signed_in(reader).post(NEW_URL, {"until": page.context["until"]})
    assert new_titles(reader) == ["How was it?"]
    assert "1 new post." in read(NEW_URL, reader)
    other = Space.objects.create(title="Theatre", slug="theatre", summary="About theatre.")
    start(board, "Elsewhere", other)
    signed_in(reader).post(f"{NEW_URL}?board=care", {"until": "wrong"})
    assert new_titles(reader) == ["Elsewhere"]
    assert SpaceVisit.objects.filter(user=reader).count() == 2


def test_pages_of_new_discussions_take_as_many_queries_for_30_as_for_3(board, reader):
    client, counts = signed_in(reader), {}
    urls = ("/community/", NEW_URL, BOARD_URL, DISCUSSION_URL, "/community/email-settings/")
    for number in (3, 27):
        for index in range(number):
            discussion = start(board, f"Title {number} {index}")
            client.post(f"{discussion.get_absolute_url()}follow/")
            add_post(discussion, board.author)
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(url)
            counts.setdefault(url, set()).add(len(queries))
    assert {url: len(found) for url, found in counts.items()} == dict.fromkeys(urls, 1), counts
    titles = new_titles(reader)
    following = client.get(NEW_URL).context["next_url"]
    assert len({*titles, *new_titles(reader, following)}) == 30
    assert client.get(f"{NEW_URL}?before=99999999999999999-1").status_code == 200
    assert page.status_code == client.get(f"{NEW_URL}?before=x").status_code == 200


def test_personal_data_covers_what_a_member_follows_and_reads(board, reader):
    read(DISCUSSION_URL, reader)
    client = signed_in(reader)
    client.post(f"{DISCUSSION_URL}follow/", {"frequency": "3"})
    client.post(f"{BOARD_URL}follow/", {"scope": "posts", "frequency": "2"})
    client.post("/community/email-settings/", {"frequency": "2"})
    data = collect_for_user(reader)["discussions"]
    assert data["Emails about discussions"] == "Once a day"
    assert data["Followed discussions"][0]["how often"] == "Once a week"
    assert data["Followed boards"][0]["board"] == "Care"
    assert data["Discussions read"][0]["up to post"] == 3
    assert data["Boards visited"][0]["board"] == "Care"
    Discussion.objects.update(published_at=None)
    assert "How was it?" not in str(collect_for_user(reader)["discussions"])
    close_account(reader)
    for model in (Follow, FollowPreference, ReadPosition, SpaceFollow, SpaceVisit):
        assert not model.objects.filter(user=reader).exists()
