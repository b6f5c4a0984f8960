"""Reminding those who signed up: on the morning of the day before, once for each session."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from editorial.notices.writing import write_to
from networks.models import Session
from networks.sessions.rhythm import LONDON


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
    day = timezone.localdate(session.starts_at)
    # Moved to another day, it is worth another reminder.
    key = f"session-{session.pk}-reminder-{day}"
    context = {"title": session.title, "session": session, "network": session.network}
    people = [sign_up.user for sign_up in sign_ups]
    write_to(people, "networks/session_reminder", key, context, always=True)
