"""Blocks of accounts and of chosen names, and the posts that they cover."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from community.models import Block, Post


class OwnPostError(Exception):
    """The post is the member's own."""


def block_author(user: Any, post: Post) -> None:
    """Block the author of a post for a member: their account, or the name that the post shows.

    Raises:
        OwnPostError: The member wrote the post.
    """
    if post.author_id == user.pk:
        raise OwnPostError
    if post.chosen_name_id:
        Block.objects.get_or_create(blocker=user, chosen_name_id=post.chosen_name_id)
    else:
        Block.objects.get_or_create(blocker=user, blocked_id=post.author_id)


def unblock(user: Any, pk: int) -> bool:
    """Remove a block of a member. Returns whether there was one."""
    return bool(Block.objects.filter(blocker=user, pk=pk).delete()[0])


def unblock_account(user: Any, other: Any) -> None:
    """Remove the block of an account by a member, if there is one."""
    Block.objects.filter(blocker=user, blocked=other).delete()


def has_blocked_author(user: Any, post: Post) -> bool:
    """Return whether a member has blocked the author of a post, under the name that it shows.

    Args:
        user: The account, or its id, of the member.
        post: The post.
    """
    blocks = Block.objects.filter(blocker=user)
    return blocks.covering(post.author_id, post.chosen_name_id).exists()


def has_blocked_account(user: Any, other: Any) -> bool:
    """Return whether a member has blocked an account, not a name that it chose.

    Args:
        user: The account, or its id, of the member.
        other: The account, or its id, of the other.
    """
    return Block.objects.filter(blocker=user).covering(getattr(other, "pk", other), None).exists()


def blocked_posts(user: Any, prefix: str = "") -> Q:
    """Return the condition on posts whose author a member has blocked; see `Block.covering`.

    Args:
        user: The account, or an expression for it.
        prefix: The lookup from the filtered model to the post, such as `reply_to__`.
    """
    blocks = Block.objects.filter(blocker=user)
    by_name = Exists(blocks.filter(chosen_name=OuterRef(f"{prefix}chosen_name")))
    by_account = Exists(blocks.filter(blocked=OuterRef(f"{prefix}author")))
    return Q(by_name) | (Q(**{f"{prefix}chosen_name": None}) & Q(by_account))
