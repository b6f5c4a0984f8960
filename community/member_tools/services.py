"""Services that save posts, and mark them as helpful."""

from typing import Any

from django.db.models import QuerySet

from community.member_tools.blocks import OwnPostError
from community.models import Bookmark, HelpfulMark, Post
from page_cache.invalidation import object_tags, purge

MIN_HELPFUL_COUNT = 5
"""From how many members on their number is shown; fewer could be guessed in a small network."""


def set_bookmark(user: Any, post: Post, is_saved: bool) -> None:
    """Save a post for a member, or remove it from their saved posts; repeated, without effect."""
    if is_saved:
        Bookmark.objects.get_or_create(user=user, post=post)
    else:
        Bookmark.objects.filter(user=user, post=post).delete()


def get_saved_posts(user: Any) -> QuerySet[Bookmark]:
    """Return the bookmarks of a member whose posts they may still read, newest first."""
    readable = Post.objects.published_for(user).values("pk")
    bookmarks = Bookmark.objects.filter(user=user, post__in=readable).order_by("-pk")
    return bookmarks.select_related(
        "post__author__profile", "post__chosen_name", "post__discussion__space"
    )


def set_helpful(user: Any, post: Post, is_helpful: bool) -> None:
    """Mark a post as helpful for a member, or remove the mark; repeated, without effect.

    Raises:
        OwnPostError: The member wrote the post.
    """
    if post.author_id == user.pk:
        raise OwnPostError
    if is_helpful:
        _, has_changed = HelpfulMark.objects.get_or_create(user=user, post=post)
    else:
        has_changed = bool(HelpfulMark.objects.filter(user=user, post=post).delete()[0])
    # Only a number that pages show is in caches; the last mark of five hides it.
    if has_changed and post.helpful_marks.count() >= MIN_HELPFUL_COUNT - 1:
        purge(object_tags("discussion", [post.discussion_id]))
