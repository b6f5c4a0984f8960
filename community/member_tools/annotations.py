"""Annotates posts with what the reader has done with them, without a query for each post."""

from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from community.member_tools.blocks import blocked_posts
from community.member_tools.services import MIN_HELPFUL_COUNT
from community.models import Bookmark, HelpfulMark, Post


def with_blocks(posts: QuerySet[Post], user: Any) -> QuerySet[Post]:
    """Annotate posts with whether a reader has blocked their author, or that of their quote.

    Args:
        posts: The posts.
        user: The reader; visitors have blocked no one.
    """
    if not user.is_authenticated:
        return posts
    return posts.annotate(
        is_blocked=_flag(blocked_posts(user)),
        is_quote_blocked=_flag(blocked_posts(user, "reply_to__")),
    )


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def with_member_tools(posts: QuerySet[Post], user: Any) -> QuerySet[Post]:
    """Annotate posts with blocks, bookmarks and marks of a reader, and the number of marks.

    Args:
        posts: The posts.
        user: The reader.
    """
    marks = HelpfulMark.objects.filter(post=OuterRef("pk")).order_by().values("post")
    counts = marks.annotate(number=Count("pk")).filter(number__gte=MIN_HELPFUL_COUNT)
    posts = posts.annotate(
        helpful_count=Coalesce(Subquery(counts.values("number"), output_field=IntegerField()), 0)
    )
    if not user.is_authenticated:
        return posts
    own_marks = HelpfulMark.objects.filter(post=OuterRef("pk"), user=user)
    return with_blocks(posts, user).annotate(
        is_saved=Exists(Bookmark.objects.filter(post=OuterRef("pk"), user=user)),
        is_helpful=Exists(own_marks),
    )
