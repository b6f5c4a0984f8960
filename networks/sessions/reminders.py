"""Session reminders: sent on the morning of the day before, once for each session."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from networks.models import Session
from networks.models.session import SessionQuerySet
from networks.recurrence import LONDON
from networks.sessions.guest_notifications import remind_guests
from networks.sessions.notifications import REMINDER_KIND, lock_recipients
from outbox.services import notify_users


def send_reminders() -> int:
    """Remind guests and signed-up members of the sessions that begin before the end of tomorrow.

    The reminder was promised at sign-up, so it is sent at once whatever the member's notification
    preference. A member who signs up after the morning of the day before is reminded on the day
    itself, and after a night without a worker no member is left out.

    Returns:
        How many sessions there are.
    """
    tomorrow = timezone.localdate() + timedelta(days=1)
    end_of_tomorrow = datetime.combine(tomorrow, time.max, tzinfo=LONDON)
    due = Session.objects.not_cancelled().filter(
        starts_at__gt=timezone.now(), starts_at__lte=end_of_tomorrow, network__live=True
    )
    pks = list(due.order_by("starts_at").values_list("pk", flat=True))
    return sum(_remind_session(due.filter(pk=pk)) for pk in pks)


@transaction.atomic
def _remind_session(sessions: SessionQuerySet) -> bool:
    """Notify the guests of one session and the members who signed up, with its row locked.

    An organiser who moves the session afterwards cancels the notifications written here.

    Returns:
        Whether the session still takes place then.
    """
    session = sessions.select_related("network").select_for_update(of=("self",)).first()
    if session is None:
        return False
    context = {"title": session.title, "session": session, "network": session.network}
    recipients = [sign_up.user for sign_up in lock_recipients(session.sign_ups.all())]
    notify_users(recipients, REMINDER_KIND, reminder_key(session), context, always=True)
    remind_guests(session)
    return True


def reminder_key(session: Session) -> str:
    """Return the notification key of a session's reminders, one for each date it is moved to."""
    return f"{session.event_key_prefix}reminder-{timezone.localdate(session.starts_at)}"
