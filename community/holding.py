"""Which posts are held until a moderator has read them."""

from typing import Any

from community.enums import HoldReason, PostState
from community.models import Post, Space
from community.querysets import MODERATE
from community.rendering import find_links

NEW_MEMBER_POSTS = 3
"""How many posts of a member must have been published before further ones appear at once."""


def get_hold_reasons(space: Space, author: Any, html: str) -> list[str]:
    """Return why a post is held; an empty list if it may appear at once.

    In the private space of a network no post is held: its organisers have admitted each member.

    Args:
        space: The space.
        author: The account that writes it.
        html: The rendered text.
    """
    if not space.is_moderated_by_hub or author.has_perm(MODERATE):
        return []
    reasons = []
    if is_new_member(author):
        reasons.append(str(HoldReason.NEW_MEMBER))
    if find_links(html):
        reasons.append(str(HoldReason.LINK))
    return reasons


def is_new_member(author: Any) -> bool:
    """Return whether moderators have published too few posts of a member."""
    published = Post.objects.filter(author=author, state=PostState.PUBLISHED)
    return published.values("pk")[:NEW_MEMBER_POSTS].count() < NEW_MEMBER_POSTS
