"""Creation and update of session series: upcoming sessions follow, unless customised.

What an organiser gave to one session stays its own: a guest, a topic, another date. All else
follows the series. A session whose date is no longer an occurrence moves to the nearest one; where
there is none in reach, it is removed.
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
from networks.recurrence import LondonDateTime
from networks.sessions.guest_notifications import notify_new_link
from networks.sessions.notifications import ChangeKind, SessionChange, notify_changes
from networks.sessions.occurrences import SERIES_FIELDS, generate_occurrences, upcoming_dates

_MAX_SHIFT = {
    SessionSeries.Frequency.WEEKLY: timedelta(days=3),
    SessionSeries.Frequency.FORTNIGHTLY: timedelta(days=7),
    SessionSeries.Frequency.MONTHLY: timedelta(days=15),
}
"""How far a session moves with its series: half an interval. Beyond, it would be another one."""


class ConfirmationRequiredError(Exception):
    """The update removes upcoming sessions, and the organiser has not confirmed that."""

    def __init__(self, plan: "SeriesUpdatePlan") -> None:
        super().__init__("The update removes upcoming sessions.")
        self.plan = plan


@dataclass
class SeriesUpdatePlan:
    """The effect of a series' update on its upcoming sessions.

    Attributes:
        assigned: The sessions that stay, each with its new occurrence date.
        removed: Sessions without an occurrence date that no organiser has customised.
        retained: Sessions without an occurrence date that stay because they are customised.
    """

    assigned: list[tuple[Session, date]] = field(default_factory=list)
    removed: list[Session] = field(default_factory=list)
    retained: list[Session] = field(default_factory=list)


@transaction.atomic
def create_series(user: Any, network: Network, fields: dict[str, Any]) -> SessionSeries:
    """Create a series and generate its sessions; the same fields sent twice create one.

    Args:
        user: An organiser of the network.
        network: The network.
        fields: Values by the field names of `SessionSeries`.
    """
    organised = Network.objects.organised_by(user)
    locked = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    all_series = SessionSeries.objects.organised_by(user)
    identifying = {
        name: fields[name] for name in ("title", "frequency", "first_date", "start_time")
    }
    series = all_series.filter(network=locked, **identifying).first()
    if series is None:
        series = all_series.create(network=locked, **fields)
        generate_occurrences(series)
    return series


@transaction.atomic
def update_series(
    user: Any, pk: int, fields: dict[str, Any], is_confirmed: bool, expected_version: str
) -> SessionSeries:
    """Update a series and its upcoming sessions, and notify the members who signed up.

    Args:
        user: An organiser.
        pk: The series' primary key.
        fields: New values by the field names of `SessionSeries`.
        is_confirmed: Whether the organiser has confirmed the removal of upcoming sessions.
        expected_version: The series' version when the organiser opened the form.

    Raises:
        EditConflictError: Another organiser has saved the series since.
        ConfirmationRequiredError: Upcoming sessions would be removed, without confirmation.
    """
    all_series = SessionSeries.objects.organised_by(user).select_related("network")
    series = get_object_or_404(all_series.select_for_update(of=("self",)), pk=pk)
    previous = copy(series)
    is_resubmitted = all(getattr(series, name) == value for name, value in fields.items())
    if series.edit_version != expected_version and not is_resubmitted:
        raise EditConflictError
    for name, value in fields.items():
        setattr(series, name, value)
    plan = plan_update(series)
    if plan.removed and not is_confirmed:
        raise ConfirmationRequiredError(plan)
    series.save()
    changes = [_apply_series(session, day, previous, series) for session, day in plan.assigned]
    changes += [_remove_session(session) for session in plan.removed]
    notify_changes(change for change in changes if change)
    generate_occurrences(series)
    return series


def plan_update(series: SessionSeries) -> SeriesUpdatePlan:
    """Assign a series' upcoming sessions, with their rows locked, to its new occurrence dates."""
    sessions = series.sessions.select_related("network").order_by("occurrence_date")
    upcoming = list(sessions.filter(starts_at__gt=timezone.now()).select_for_update(of=("self",)))
    begun = sessions.filter(
        starts_at__lte=timezone.now(), occurrence_date__gte=timezone.localdate()
    )
    dates = set(upcoming_dates(series)) - set(begun.values_list("occurrence_date", flat=True))
    plan = SeriesUpdatePlan(
        assigned=[
            (session, session.occurrence_date)
            for session in upcoming
            if session.occurrence_date in dates
        ]
    )
    unassigned = [session for session in upcoming if session.occurrence_date not in dates]
    for day in sorted(dates - {session.occurrence_date for session in upcoming}):
        candidates = [
            session
            for session in unassigned
            if abs(session.occurrence_date - day) <= _MAX_SHIFT[series.frequency]
        ]
        if candidates:
            nearest = min(candidates, key=lambda session: abs(session.occurrence_date - day))
            unassigned.remove(nearest)
            plan.assigned.append((nearest, day))
    plan.removed = [session for session in unassigned if not session.is_customised]
    plan.retained = [session for session in unassigned if session.is_customised]
    return plan


def _apply_series(
    session: Session, day: date, previous: SessionSeries, series: SessionSeries
) -> SessionChange | None:
    """Copy a series' changed fields and time to a session.

    Returns:
        The change to notify, if the session takes place at another time.
    """
    previous_start, previous_minutes = session.starts_at, session.minutes
    previous_link = session.join_link
    values = {name: getattr(series, name) for name in _inherited_fields(session, previous)}
    inherited_start = LondonDateTime(session.occurrence_date, previous.start_time).utc
    if previous_start == inherited_start and not session.is_cancelled:
        values["starts_at"] = LondonDateTime(day, series.start_time).utc
    has_changed = any(getattr(session, name) != value for name, value in values.items())
    if not has_changed and session.occurrence_date == day:
        return None
    for name, value in {**values, "occurrence_date": day}.items():
        setattr(session, name, value)
    if has_changed:
        session.sequence += 1
        session.changed_at = timezone.now()
    session.save()
    is_moved = (previous_start, previous_minutes) != (session.starts_at, session.minutes)
    if not is_moved or session.is_cancelled:
        if series.join_link != previous.join_link == previous_link:
            notify_new_link(session)
        return None
    return SessionChange(session, ChangeKind.MOVED, previous_start)


def _inherited_fields(session: Session, previous: SessionSeries) -> list[str]:
    """Return the names of the fields in which a session still agrees with its series."""
    return [name for name in SERIES_FIELDS if getattr(session, name) == getattr(previous, name)]


def _remove_session(session: Session) -> SessionChange | None:
    """Delete a session, or cancel it if members have signed up or guests asked for its link."""
    if not session.sign_ups.exists() and not session.guests.admitted().exists():
        session.delete()
        return None
    session.cancelled_at, session.is_customised = timezone.now(), True
    session.cancellation_reason = "The dates of this recurring session have changed."
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save()
    return SessionChange(session, ChangeKind.CANCELLED, session.starts_at)
