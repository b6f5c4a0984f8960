"""Reminding those who signed up: on the morning of the day before, once for each session."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from editorial.notices.dropping import drop_waiting
from editorial.notices.writing import write_to
from networks.models import Membership, Session
from networks.sessions.rhythm import LONDON

KIND = "networks/session_reminder"


def remind() -> int:
    """Remind of what takes place until tomorrow night.

    It was promised when somebody signed up, and so comes at once, however they like to be told.
    Whoever signs up after the morning of the day before is reminded on the day itself, and after
    a night without the worker nobody is left out.

    Returns:
        How many sessions there are.
    """
    tomorrow = timezone.localdate() + timedelta(days=1)
    night = datetime.combine(tomorrow, time.max, tzinfo=LONDON)
    soon = Session.objects.happening().filter(
        starts_at__gt=timezone.now(), starts_at__lte=night, network__live=True
    )
    sessions = list(soon.select_related("network").order_by("starts_at"))
    for session in sessions:
        _remind_of(session)
    return len(sessions)


def _remind_of(session: Session) -> None:
    sign_ups = session.sign_ups.by_members().select_related("user")
    context = {"title": session.title, "session": session, "network": session.network}
    people = [sign_up.user for sign_up in sign_ups]
    write_to(people, KIND, occasion_of(session), context, always=True)


def occasion_of(session: Session) -> str:
    """Return the key of a session's reminders: moved to another day, it is worth another one."""
    return f"session-{session.pk}-reminder-{timezone.localdate(session.starts_at)}"


def drop_reminders(membership: Membership) -> None:
    """Take back the reminders that wait for somebody who does not belong to a network any more."""
    theirs = Session.objects.filter(network=membership.network_id)
    coming = theirs.filter(sign_ups__user=membership.user_id).upcoming()
    drop_waiting(membership.user, KIND, [occasion_of(session) for session in coming])
