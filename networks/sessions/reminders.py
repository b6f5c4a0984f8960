"""Reminding those who signed up: on the morning of the day before, once for each session."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from networks.models import Session
from networks.models.session import SessionQuerySet
from networks.sessions.notifications import REMINDER_KIND, lock_recipients, session_key_prefix
from networks.sessions.recurrence import LONDON
from outbox.services import notify_users


def send_reminders() -> int:
    """Remind of what takes place until tomorrow night.

    It was promised when somebody signed up, and so comes at once, however they like to be told.
    Whoever signs up after the morning of the day before is reminded on the day itself, and after
    a night without the worker nobody is left out.

    Returns:
        How many sessions there are.
    """
    tomorrow = timezone.localdate() + timedelta(days=1)
    night = datetime.combine(tomorrow, time.max, tzinfo=LONDON)
    soon = Session.objects.not_cancelled().filter(
        starts_at__gt=timezone.now(), starts_at__lte=night, network__live=True
    )
    pks = list(soon.order_by("starts_at").values_list("pk", flat=True))
    return sum(_remind_session(soon.filter(pk=pk)) for pk in pks)


@transaction.atomic
def _remind_session(one: SessionQuerySet) -> bool:
    """Remind of a session, held meanwhile: whoever moves it takes back what is written here.

    Returns:
        Whether it still takes place then.
    """
    session = one.select_related("network").select_for_update(of=("self",)).first()
    if session is None:
        return False
    context = {"title": session.title, "session": session, "network": session.network}
    people = [sign_up.user for sign_up in lock_recipients(session.sign_ups.all())]
    notify_users(people, REMINDER_KIND, reminder_key(session), context, always=True)
    return True


def reminder_key(session: Session) -> str:
    """Return the key of a session's reminders: moved to another day, it is worth another one."""
    return f"{session_key_prefix(session)}reminder-{timezone.localdate(session.starts_at)}"
