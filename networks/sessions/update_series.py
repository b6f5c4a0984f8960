"""Changing a series: its coming sessions follow it, as far as they were not changed by themselves.

What was given to one session stays its own: a guest, a topic, another day. The rest follows. A
session whose day is no longer due moves to the nearest day that is; where there is none, it goes.
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from networks.models import Network, Session, SessionSeries
from networks.optimistic_lock import EditConflictError
from networks.sessions.notifications import ChangeKind, SessionChange, notify_changes
from networks.sessions.occurrences import SERIES_FIELDS, generate_occurrences, upcoming_dates
from networks.sessions.recurrence import LondonDateTime

_MAX_SHIFT = {
    SessionSeries.Rhythm.WEEKLY: timedelta(days=3),
    SessionSeries.Rhythm.FORTNIGHTLY: timedelta(days=7),
    SessionSeries.Rhythm.MONTHLY: timedelta(days=15),
}
"""How far a session moves with its series: half a rhythm. Beyond, it would be another one."""


class ConfirmationRequiredError(Exception):
    """The change takes coming sessions away, and nobody has said that it may."""

    def __init__(self, plan: "SeriesUpdatePlan") -> None:
        super().__init__("Coming sessions would go.")
        self.plan = plan


@dataclass
class SeriesUpdatePlan:
    """What a change of a series does to its coming sessions.

    Attributes:
        due: The sessions that stay, each with the day on which it is due from now on.
        gone: Those that are due no more, and that nobody had changed.
        left: Those that are due no more, and stay since somebody had changed them.
    """

    due: list[tuple[Session, date]] = field(default_factory=list)
    gone: list[Session] = field(default_factory=list)
    left: list[Session] = field(default_factory=list)


@transaction.atomic
def create_series(user: Any, network: Network, fields: dict[str, Any]) -> SessionSeries:
    """Make a series and lay its sessions; the same one sent twice is one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: What it holds, by the names of `SessionSeries`.
    """
    organised = Network.objects.organised_by(user)
    held = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    all_series = SessionSeries.objects.organised_by(user)
    telling = {name: fields[name] for name in ("title", "rhythm", "first_date", "at")}
    series = all_series.filter(network=held, **telling).first()
    if series is None:
        series = all_series.create(network=held, **fields)
        generate_occurrences(series)
    return series


@transaction.atomic
def update_series(
    user: Any, pk: int, fields: dict[str, Any], is_sure: bool, seen: str
) -> SessionSeries:
    """Change a series, move its coming sessions with it, and tell those who signed up.

    Args:
        user: An organiser.
        pk: The series.
        fields: What it is to hold, by the names of `SessionSeries`.
        is_sure: Whether coming sessions may be taken away.
        seen: The version of the series when this person began to write.

    Raises:
        ChangedMeanwhileError: Somebody else was faster.
        UnsureError: Coming sessions would be taken away, and the person did not say that they may.
    """
    all_series = SessionSeries.objects.organised_by(user).select_related("network")
    series = get_object_or_404(all_series.select_for_update(of=("self",)), pk=pk)
    before = copy(series)
    is_sent_again = all(getattr(series, name) == value for name, value in fields.items())
    if series.version != seen and not is_sent_again:
        raise EditConflictError
    for name, value in fields.items():
        setattr(series, name, value)
    plan = plan_update(series)
    if plan.gone and not is_sure:
        raise ConfirmationRequiredError(plan)
    series.save()
    changes = [_apply_series(session, day, before, series) for session, day in plan.due]
    changes += [_remove_session(session) for session in plan.gone]
    notify_changes(change for change in changes if change)
    generate_occurrences(series)
    return series


def plan_update(series: SessionSeries) -> SeriesUpdatePlan:
    """Return what a series, as it is to be, does to the sessions that are still to come."""
    rows = series.sessions.select_related("network").order_by("occurrence_date")
    coming = list(rows.filter(starts_at__gt=timezone.now()).select_for_update(of=("self",)))
    begun = rows.filter(starts_at__lte=timezone.now(), due_on__gte=timezone.localdate())
    days = set(upcoming_dates(series)) - set(begun.values_list("occurrence_date", flat=True))
    plan = SeriesUpdatePlan(
        due=[
            (session, session.occurrence_date)
            for session in coming
            if session.occurrence_date in days
        ]
    )
    homeless = [session for session in coming if session.occurrence_date not in days]
    for day in sorted(days - {session.occurrence_date for session in coming}):
        near = [
            one for one in homeless if abs(one.occurrence_date - day) <= _MAX_SHIFT[series.rhythm]
        ]
        if near:
            nearest = min(near, key=lambda one: abs(one.occurrence_date - day))
            homeless.remove(nearest)
            plan.due.append((nearest, day))
    plan.gone = [session for session in homeless if not session.is_customised]
    plan.left = [session for session in homeless if session.is_customised]
    return plan


def _apply_series(
    session: Session, day: date, before: SessionSeries, series: SessionSeries
) -> SessionChange | None:
    """Let a session follow its series. Returns what those who signed up are to be told."""
    was, length = session.starts_at, session.minutes
    shown = {name: getattr(series, name) for name in _inherited_fields(session, before)}
    if (
        was == LondonDateTime(session.occurrence_date, before.at).moment
        and not session.is_cancelled
    ):
        shown["starts_at"] = LondonDateTime(day, series.at).moment
    is_new = any(getattr(session, name) != value for name, value in shown.items())
    if not is_new and session.occurrence_date == day:
        return None
    for name, value in {**shown, "occurrence_date": day}.items():
        setattr(session, name, value)
    if is_new:
        session.sequence += 1
        session.changed_at = timezone.now()
    session.save()
    is_moved = (was, length) != (session.starts_at, session.minutes)
    return (
        SessionChange(session, ChangeKind.MOVED, was)
        if is_moved and not session.is_cancelled
        else None
    )


def _inherited_fields(session: Session, before: SessionSeries) -> list[str]:
    """Return the names of what a session still has from its series."""
    return [name for name in SERIES_FIELDS if getattr(session, name) == getattr(before, name)]


def _remove_session(session: Session) -> SessionChange | None:
    """Remove a session, or cancel it where somebody counts on it."""
    if not session.sign_ups.exists():
        session.delete()
        return None
    session.cancelled_at, session.is_customised = timezone.now(), True
    session.cancellation_reason = "The days of the series have changed."
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()
    return SessionChange(session, ChangeKind.CANCELLED, session.starts_at)
