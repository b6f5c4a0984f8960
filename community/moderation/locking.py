"""Locks and claims, so that two moderators do not decide about one post at the same time."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.models import Discussion, Post

CLAIM_DURATION = timedelta(minutes=30)
"""How long a post is assigned to the moderator who claimed it."""


class StaleDecisionError(Exception):
    """The post has changed, or another moderator has handled it or has it assigned."""


def lock_post(post: Post) -> Post:
    """Lock the row of a post until the transaction ends, and return it with its author."""
    posts = Post.objects.select_for_update(of=("self",))
    return posts.select_related("author__profile").get(pk=post.pk)


def lock_discussion(pk: int) -> Discussion:
    """Lock the row of a discussion until the transaction ends, and return it with its space."""
    discussions = Discussion.objects.select_for_update(of=("self",))
    return discussions.select_related("space").get(pk=pk)


def lock_for_decision(post: Post, moderator: Any, version: int) -> Post:
    """Lock a post and its discussion for a decision.

    Args:
        post: The post.
        moderator: The account that decides.
        version: The version of the post that the moderator has read.

    Returns:
        The post, with its discussion and the space.

    Raises:
        StaleDecisionError: The post has changed, another moderator has it assigned, or it is the
            moderator's own.
    """
    discussion = lock_discussion(post.discussion_id)
    locked = lock_post(post)
    locked.discussion = discussion
    is_own = locked.author_id == moderator.pk
    if locked.version != version or is_own or is_claimed_by_other(locked, moderator):
        raise StaleDecisionError
    return locked


@transaction.atomic
def claim_post(post: Post, moderator: Any) -> None:
    """Assign a post to a moderator for a while.

    Raises:
        StaleDecisionError: It is assigned to another moderator.
    """
    locked = lock_post(post)
    if is_claimed_by_other(locked, moderator):
        raise StaleDecisionError
    Post.objects.filter(pk=post.pk).update(claimed_by=moderator, claimed_at=timezone.now())


def release_claim(post: Post, moderator: Any) -> None:
    """End a moderator's claim."""
    claims = Post.objects.filter(pk=post.pk, claimed_by=moderator)
    claims.update(claimed_by=None, claimed_at=None)


def is_claimed_by_other(post: Post, moderator: Any) -> bool:
    """Return whether another moderator has a post assigned."""
    if post.claimed_by_id in {None, moderator.pk} or post.claimed_at is None:
        return False
    return post.claimed_at > timezone.now() - CLAIM_DURATION
