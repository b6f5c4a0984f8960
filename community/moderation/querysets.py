"""The moderation queue: what waits, the most urgent first."""

from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from community.enums import ReportReason
from community.models import Appeal, Post, Report, SafetyConcern

URGENT_REASONS = (ReportReason.ILLEGAL, ReportReason.RISK)


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
