"""The daily letter: one message to each who likes to be told once a day."""

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from outbox.models import Notification, NotificationPreference
from outbox.services import notify_users


@transaction.atomic
def send_daily_digests() -> int:
    """Put what waits for each person's letter into one. Returns how many letters there are."""
    waiting = Notification.objects.select_for_update(of=("self",)).filter(
        status=Notification.Status.DAILY
    )
    dropped = waiting.filter(user__notice_choice__how=NotificationPreference.How.NONE)
    Notification.objects.filter(pk__in=list(dropped.values_list("pk", flat=True))).update(
        status=Notification.Status.CANCELLED
    )
    rows = list(waiting.select_related("user").order_by("user_id", "pk"))
    day = timezone.localdate()
    letters = 0
    for _, group in groupby(rows, key=lambda notice: notice.user_id):
        notices = list(group)
        context = {"notices": notices, "day": day}
        notify_users(
            [notices[0].user], "daily", f"daily-{day}-{notices[-1].pk}", context, always=True
        )
        letters += 1
    sent = {
        "status": Notification.Status.SENT,
        "sent_at": timezone.now(),
        "trouble": "In a letter.",
    }
    Notification.objects.filter(pk__in=[notice.pk for notice in rows]).update(**sent)
    return letters
