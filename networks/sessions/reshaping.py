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
from networks.sessions.laying import FROM_SERIES, coming_days, lay
from networks.sessions.rhythm import London
from networks.sessions.telling import Change, What, tell

_REACH = {
    SessionSeries.Rhythm.WEEKLY: timedelta(days=3),
    SessionSeries.Rhythm.FORTNIGHTLY: timedelta(days=7),
    SessionSeries.Rhythm.MONTHLY: timedelta(days=15),
}
"""How far a session moves with its series: half a rhythm. Beyond, it would be another one."""


class UnsureError(Exception):
    """The change takes coming sessions away, and nobody has said that it may."""

    def __init__(self, plan: "Plan") -> None:
        super().__init__("Coming sessions would go.")
        self.plan = plan


@dataclass
class Plan:
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
def make_series(user: Any, network: Network, fields: dict[str, Any]) -> SessionSeries:
    """Make a series and lay its sessions; the same one sent twice is one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: What it holds, by the names of `SessionSeries`.
    """
    organised = Network.objects.organised_by(user)
    held = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    all_series = SessionSeries.objects.organised_by(user)
    telling = {name: fields[name] for name in ("title", "rhythm", "first_on", "at")}
    series = all_series.filter(network=held, **telling).first()
    if series is None:
        series = all_series.create(network=held, **fields)
        lay(series)
    return series


@transaction.atomic
def change_series(
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
    plan = plan_for(series)
    if plan.gone and not is_sure:
        raise UnsureError(plan)
    series.save()
    changes = [_follow(session, day, before, series) for session, day in plan.due]
    changes += [_take_away(session) for session in plan.gone]
    tell(change for change in changes if change)
    lay(series)
    return series


def plan_for(series: SessionSeries) -> Plan:
    """Return what a series, as it is to be, does to the sessions that are still to come."""
    rows = series.sessions.select_related("network").order_by("due_on")
    coming = list(rows.filter(starts_at__gt=timezone.now()).select_for_update(of=("self",)))
    begun = rows.filter(starts_at__lte=timezone.now(), due_on__gte=timezone.localdate())
    days = set(coming_days(series)) - set(begun.values_list("due_on", flat=True))
    plan = Plan(due=[(session, session.due_on) for session in coming if session.due_on in days])
    homeless = [session for session in coming if session.due_on not in days]
    for day in sorted(days - {session.due_on for session in coming}):
        near = [one for one in homeless if abs(one.due_on - day) <= _REACH[series.rhythm]]
        if near:
            nearest = min(near, key=lambda one: abs(one.due_on - day))
            homeless.remove(nearest)
            plan.due.append((nearest, day))
    plan.gone = [session for session in homeless if not session.is_changed]
    plan.left = [session for session in homeless if session.is_changed]
    return plan


def _follow(
    session: Session, day: date, before: SessionSeries, series: SessionSeries
) -> Change | None:
    """Let a session follow its series. Returns what those who signed up are to be told."""
    was, length = session.starts_at, session.minutes
    shown = {name: getattr(series, name) for name in _unchanged(session, before)}
    if was == London(session.due_on, before.at).moment and not session.is_cancelled:
        shown["starts_at"] = London(day, series.at).moment
    is_new = any(getattr(session, name) != value for name, value in shown.items())
    if not is_new and session.due_on == day:
        return None
    for name, value in {**shown, "due_on": day}.items():
        setattr(session, name, value)
    if is_new:
        session.sequence += 1
        session.changed_at = timezone.now()
    session.save()
    is_moved = (was, length) != (session.starts_at, session.minutes)
    return Change(session, What.MOVED, was) if is_moved and not session.is_cancelled else None


def _unchanged(session: Session, before: SessionSeries) -> list[str]:
    """Return the names of what a session still has from its series."""
    return [name for name in FROM_SERIES if getattr(session, name) == getattr(before, name)]


def _take_away(session: Session) -> Change | None:
    """Remove a session, or cancel it where somebody counts on it."""
    if not session.sign_ups.exists():
        session.delete()
        return None
    session.cancelled_at, session.is_changed = timezone.now(), True
    session.why_cancelled = "The days of the series have changed."
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()
    return Change(session, What.CANCELLED, session.starts_at)
