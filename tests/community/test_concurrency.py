"""Posts and decisions at the same time: none is doubled, none is lost."""

import pytest

from community.discussions.services import add_reply
from community.enums import ActionKind, PostState
from community.models import ModerationAction, Post
from community.moderation.locking import StaleDecisionError
from community.moderation.services import apply_action
from tests.concurrency import run_concurrently

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_sent_many_times_at_once_is_one_post(board):
    posts = run_concurrently(
        8, lambda index: add_reply(board.discussion, board.author, text="Same.", key="one")
    )
    assert len({post.pk for post in posts}) == 1
    assert Post.objects.filter(text="Same.").count() == 1


def test_posts_at_the_same_time_get_positions_of_their_own(board):
    run_concurrently(
        6, lambda index: add_reply(board.discussion, board.author, text="Mine.", key=f"k{index}")
    )
    board.discussion.refresh_from_db()
    positions = board.discussion.posts.values_list("position", flat=True)
    assert sorted(positions) == list(range(1, 10))
    assert board.discussion.published_count == board.discussion.last_position == 9


def test_two_moderators_do_not_decide_about_one_post(board):
    post = add_reply(board.discussion, board.newcomer, text="Held.", key="held")
    moderators = (board.moderator, board.editor)
    kinds = (ActionKind.APPROVE, ActionKind.REMOVE)

    def decide(index: int) -> bool:
        try:
            apply_action(post, moderators[index], kinds[index], version=1, reason="A reason.")
        except StaleDecisionError:
            return False
        return True

    assert sorted(run_concurrently(2, decide)) == [False, True]
    post.refresh_from_db()
    action = ModerationAction.objects.get()
    approved = action.kind == ActionKind.APPROVE
    assert post.state == (PostState.PUBLISHED if approved else PostState.REMOVED)
