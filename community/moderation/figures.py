"""Figures of moderation: counts by month, and how long decisions take."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Model, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from community.enums import HUB_KINDS, ActionKind, PostState, ReportReason
from community.models import Appeal, ModerationAction, Post, Report

MONTHS = 24


@dataclass(frozen=True)
class Measure:
    """A count by month, of public boards alone.

    Attributes:
        label: Its column heading.
        model: The model whose rows are counted.
        space: The lookup from the model to the kind of space.
        condition: Which rows are counted; None for all.
    """

    label: str
    model: type[Model]
    space: str
    condition: Q | None = None


_ACTION = "post__discussion__space__kind"
_REPORT = "post__discussion__space__kind"
MEASURES = (
    Measure("Posts written", Post, "discussion__space__kind", ~Q(state=PostState.DELETED)),
    Measure("Reports", Report, _REPORT),
    Measure("Reports of illegal content", Report, _REPORT, Q(reason=ReportReason.ILLEGAL)),
    Measure("Reports handled", Report, _REPORT, Q(closed_by__isnull=False)),
    Measure("Approved", ModerationAction, _ACTION, Q(kind=ActionKind.APPROVE)),
    Measure("Returned", ModerationAction, _ACTION, Q(kind=ActionKind.RETURN)),
    Measure("Hidden", ModerationAction, _ACTION, Q(kind=ActionKind.HIDE)),
    Measure("Removed", ModerationAction, _ACTION, Q(kind=ActionKind.REMOVE)),
    Measure("Appeals", Appeal, f"action__{_ACTION}"),
    Measure(
        "Appeals that brought a post back",
        Appeal,
        f"action__{_ACTION}",
        Q(closed_by__kind=ActionKind.RESTORE),
    ),
)


def monthly_figures() -> list[dict[str, Any]]:
    """Return a row for each month with any figure, the newest first, by column heading.

    Hours to a decision are the average over the reports of the month that have been handled.
    """
    rows: dict[date, dict[str, Any]] = {}
    for measure in MEASURES:
        for month, number in _counts(measure):
            rows.setdefault(month, {})[measure.label] = number
    hours = dict(_hours_to_decision())
    return [
        {"Month": month}
        | {measure.label: rows[month].get(measure.label, 0) for measure in MEASURES}
        | {"Average hours from report to decision": hours.get(month, "")}
        for month in sorted(rows, reverse=True)[:MONTHS]
    ]


def _counts(measure: Measure) -> list[tuple[date, int]]:
    rows = measure.model._default_manager.filter(
        measure.condition or Q(), **{f"{measure.space}__in": HUB_KINDS}
    )
    months = rows.annotate(month=TruncMonth("created_at")).order_by().values("month")
    counted = months.annotate(number=Count("pk")).values_list("month", "number")
    return [(timezone.localtime(month).date(), number) for month, number in counted]


def _hours_to_decision() -> list[tuple[date, float]]:
    handled = Report.objects.filter(
        closed_by__isnull=False, post__discussion__space__kind__in=HUB_KINDS
    )
    months = handled.annotate(month=TruncMonth("created_at")).order_by().values("month")
    taken = ExpressionWrapper(
        F("closed_by__created_at") - F("created_at"), output_field=DurationField()
    )
    averages = months.annotate(taken=Avg(taken)).values_list("month", "taken")
    return [
        (timezone.localtime(month).date(), round(duration.total_seconds() / 3600, 1))
        for month, duration in averages
    ]
