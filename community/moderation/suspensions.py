"""Services that suspend accounts, and remove all posts of a spammer."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.enums import ActionKind, PostState
from community.models import Discussion, ModerationAction, Post, Report, Suspension
from community.notifications import notify_author, notify_suspended_author
from community.querysets import MODERATE
from community.visibility import sync_search_index, sync_visibility

REMOVABLE_STATES = (
    PostState.HELD,
    PostState.RETURNED,
    PostState.PUBLISHED,
    PostState.HIDDEN,
)


class CannotSuspendError(Exception):
    """The account is the moderator's own, moderates itself, or is suspended already."""


def get_active_suspension(user: Any) -> Suspension | None:
    """Return the suspension of a user that is in force, if there is one."""
    return Suspension.objects.active().filter(user=user).first()


GENERAL_REASON = "It breaks the community rules."
"""Stands where the posts of one account were that appear under another name."""


@transaction.atomic
def suspend_author(
    post: Post, actor: Any, *, days: int | None, reason: str, removes_posts: bool
) -> int:
    """Suspend the author of a post, and tell them; remove all their posts if asked.

    Args:
        post: The post.
        actor: The moderator.
        days: For how many days; None for good.
        reason: The reason, which the author is told.
        removes_posts: Whether to remove all posts of the author. Those under another name than
            this post appear with a general reason: one reason would tell that they belong together.

    Returns:
        The number of posts removed.

    Raises:
        CannotSuspendError: The account cannot be suspended.
    """
    locked = type(post.author).objects.select_for_update().get(pk=post.author_id)
    is_exempt = locked == actor or locked.has_perm(MODERATE)
    if is_exempt or not locked.is_active or get_active_suspension(locked):
        raise CannotSuspendError
    ends_at = timezone.now() + timedelta(days=days) if days else None
    suspension = Suspension.objects.create(user=locked, actor=actor, reason=reason, ends_at=ends_at)
    _log(post, actor, ActionKind.SUSPEND, reason)
    removed = _remove_all_posts(post, actor, reason) if removes_posts else 0
    notify_suspended_author(suspension, removed)
    return removed


@transaction.atomic
def end_suspension(post: Post, actor: Any, reason: str) -> bool:
    """End the suspension of the author of a post before its time, and tell them.

    Args:
        post: The post.
        actor: The moderator.
        reason: The reason, which the author is told.

    Returns:
        Whether there was one in force.
    """
    ended = Suspension.objects.active().filter(user=post.author_id).update(ended_at=timezone.now())
    if ended:
        notify_author(_log(post, actor, ActionKind.LIFT, reason))
    return bool(ended)


def _log(post: Post, actor: Any, kind: Any, reason: str) -> ModerationAction:
    return ModerationAction.objects.create(post=post, actor=actor, kind=kind, reason=reason)


def _remove_all_posts(shown: Post, actor: Any, reason: str) -> int:
    """Remove all posts of the author of a post, with one action each. Returns how many."""
    posts = Post.objects.filter(author=shown.author_id, state__in=REMOVABLE_STATES)
    discussions = list(
        Discussion.objects.select_for_update()
        .filter(pk__in=list(posts.values_list("discussion", flat=True)))
        .order_by("pk")
    )
    removed = list(posts.select_for_update(of=("self",)).order_by("pk"))
    for post in removed:
        has_same_name = post.chosen_name_id == shown.chosen_name_id
        action = ModerationAction.objects.create(
            post=post,
            actor=actor,
            kind=ActionKind.REMOVE,
            reason=reason if has_same_name else GENERAL_REASON,
        )
        Report.objects.open().filter(post=post).update(closed_by=action)
        post.state = PostState.REMOVED
        post.claimed_by = post.claimed_at = None
        post.version += 1
        post.save()
    for discussion in discussions:
        sync_visibility(discussion)
    for post in removed:
        sync_search_index(post)
    return len(removed)
