"""The moderation queue: what waits, the most urgent first, with each author's record."""

from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from community.enums import ActionKind, PostState, ReportReason
from community.models import Appeal, ModerationAction, Post, Report

URGENT_REASONS = (ReportReason.ILLEGAL, ReportReason.RISK)


def get_queue(moderator: Any) -> QuerySet[Post]:
    """Return the posts that a moderator may decide on, without their own, urgent ones first."""
    urgent = Report.objects.open().filter(post=OuterRef("pk"), reason__in=URGENT_REASONS)
    order = Case(When(Exists(urgent), then=Value(0)), default=Value(1), output_field=IntegerField())
    posts = Post.objects.moderated_by(moderator).queued().exclude(author=moderator)
    appeals = Appeal.objects.open().filter(action__post=OuterRef("pk"))
    return posts.annotate(urgency=order, has_appeal=Exists(appeals)).order_by(
        "urgency", "created_at", "pk"
    )


def get_author_record(author: Any) -> dict[str, int]:
    """Return how many posts of an author are published, and what moderators did with others."""
    posts = Post.objects.filter(author=author).aggregate(
        published=Count("pk", filter=Q(state=PostState.PUBLISHED)),
        waiting=Count("pk", filter=Q(state=PostState.HELD)),
    )
    actions = ModerationAction.objects.filter(post__author=author).aggregate(
        returned=Count("pk", filter=Q(kind=ActionKind.RETURN)),
        hidden=Count("pk", filter=Q(kind=ActionKind.HIDE)),
        removed=Count("pk", filter=Q(kind=ActionKind.REMOVE)),
    )
    return posts | actions
