"""How long held posts usually wait for a moderator."""

import math
from datetime import timedelta
from statistics import median

from django.db.models import F
from django.utils import timezone

from community.enums import HUB_KINDS, ActionKind
from community.models import ModerationAction, ModerationSettings

PERIOD = timedelta(days=30)
MIN_DECISIONS = 5
"""With fewer decisions in the period, a median would say little."""
MAX_DECISIONS = 1000


def describe_usual_wait() -> str:
    """Return in a sentence how long held posts waited lately, or how long we aim at."""
    decided = ModerationAction.objects.filter(
        kind__in=[ActionKind.APPROVE, ActionKind.RETURN],
        created_at__gt=timezone.now() - PERIOD,
        post__discussion__space__kind__in=HUB_KINDS,
    )
    times = decided.annotate(written_at=F("post__created_at")).order_by("-pk")
    waits = [
        decided_at - written_at
        for decided_at, written_at in times.values_list("created_at", "written_at")[:MAX_DECISIONS]
    ]
    if len(waits) < MIN_DECISIONS:
        hours = ModerationSettings.load().overdue_hours
        return f"We aim to read it within {_in_words(hours)}."
    hours = max(1, math.ceil(median(waits).total_seconds() / 3600))
    return f"In the last 30 days this usually took {_in_words(hours)}."


def _in_words(hours: int) -> str:
    if hours == 1:
        return "1 hour"
    return f"{hours} hours" if hours <= 48 else f"{math.ceil(hours / 24)} days"
