"""Builds the daily digest: one email with all notifications of a day to one user."""

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from outbox.models import Notification, NotificationPreference
from outbox.services import notify_users

_KIND = "outbox/daily_digest"


@transaction.atomic
def send_daily_digests() -> int:
    """Queue one digest for each user with pending notifications, and mark those as sent.

    A user who had a digest today gets the next one tomorrow, however often this runs.
    Notifications to users who have since chosen to receive none are cancelled.

    Returns:
        The number of digests queued.
    """
    pending = Notification.objects.select_for_update(of=("self",)).filter(
        status=Notification.Status.DIGEST
    )
    unwanted = pending.filter(
        user__notification_preference__frequency=NotificationPreference.Frequency.NEVER
    )
    Notification.objects.filter(pk__in=list(unwanted.values_list("pk", flat=True))).update(
        status=Notification.Status.CANCELLED
    )
    day = timezone.localdate()
    event_key = f"daily-{day}"
    of_today = Notification.objects.filter(kind=_KIND, event_key=event_key).values("user")
    due = pending.exclude(user__in=of_today)
    rows = list(due.select_related("user").order_by("user_id", "pk"))
    digests = 0
    for _, group in groupby(rows, key=lambda notification: notification.user_id):
        notifications = list(group)
        notify_users(
            [notifications[0].user],
            _KIND,
            event_key,
            {"notifications": notifications, "day": day},
            always=True,
        )
        digests += 1
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=Notification.Status.SENT, sent_at=timezone.now(), last_error="Sent in a daily email."
    )
    return digests
