"""The moderation queue, the most urgent first, and the posts that no moderator has looked at."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from community.enums import PostState, ReportReason
from community.models import Appeal, ModerationSettings, Post, Report, SafetyConcern

URGENT_REASONS = (ReportReason.ILLEGAL, ReportReason.RISK)
UNSEEN_PERIOD = timedelta(days=30)


def get_queue(moderator: Any) -> QuerySet[Post]:
    """Return the posts that a moderator may decide on, without their own, urgent ones first."""
    urgent = Report.objects.open().filter(post=OuterRef("pk"), reason__in=URGENT_REASONS)
    concerns = SafetyConcern.objects.open().filter(post=OuterRef("pk"))
    order = Case(
        When(Exists(concerns), then=Value(0)),
        When(Exists(urgent), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    posts = Post.objects.moderated_by(moderator).queued().exclude(author=moderator)
    appeals = Appeal.objects.open().filter(action__post=OuterRef("pk"))
    return posts.annotate(
        urgency=order, has_appeal=Exists(appeals), has_concern=Exists(concerns)
    ).order_by("urgency", "created_at", "pk")


def get_unseen(moderator: Any) -> QuerySet[Post]:
    """Return the published posts of others that no moderator has looked at in time.

    Older posts than those of the period are left to readers' reports.

    Args:
        moderator: The account, which is shown the posts of its own spaces.
    """
    now = timezone.now()
    overdue = now - timedelta(hours=ModerationSettings.load().overdue_hours)
    is_recent = Q(published_at__gt=now - UNSEEN_PERIOD) | Q(edited_at__gt=now - UNSEEN_PERIOD)
    posts = Post.objects.moderated_by(moderator).exclude(author=moderator)
    unseen = posts.filter(is_recent, seen_at=None, state=PostState.PUBLISHED)
    return unseen.filter(published_at__lt=overdue).order_by("published_at", "pk")


def get_overdue(moderator: Any) -> QuerySet[Post]:
    """Return the held posts of others that wait for longer than the settings allow.

    Args:
        moderator: The account, which is shown the posts of its own spaces.
    """
    overdue = timezone.now() - timedelta(hours=ModerationSettings.load().overdue_hours)
    held = Post.objects.moderated_by(moderator).exclude(author=moderator)
    return held.filter(state=PostState.HELD, created_at__lt=overdue).order_by("created_at", "pk")


def mark_as_seen(moderator: Any, versions: dict[int, int]) -> int:
    """Store that a moderator has looked at posts, unless these changed since. Returns how many.

    Args:
        moderator: The account.
        versions: The version that the moderator read, by the id of the post.
    """
    conditions = Q(pk__in=[])
    for pk, version in versions.items():
        conditions |= Q(pk=pk, version=version)
    posts = Post.objects.moderated_by(moderator).exclude(author=moderator).filter(conditions)
    return posts.filter(seen_at=None).update(seen_at=timezone.now(), seen_by=moderator)
