"""Registers the outbox in the admin and in the schedule."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from django.urls import path
from wagtail import hooks

from outbox.delivery import deliver_due
from outbox.digest import send_daily_digests
from outbox.models import Notification
from outbox.preferences import NotificationPreferencePanel
from outbox.views import UndeliveredNotificationsView

hooks.register("register_account_settings_panel", NotificationPreferencePanel)
hooks.register(
    "register_admin_urls",
    lambda: [
        path(
            "desk/letters/",
            UndeliveredNotificationsView.as_view(),
            name="undelivered_notifications",
        )
    ],
)


@hooks.register("register_scheduled_jobs", order=1000)  # sends what the jobs before it queued
def register_scheduled_jobs() -> Iterator[dict[str, Any]]:
    """Yield the jobs of the outbox."""
    yield {"name": "outbox.send_daily_digests", "run": send_daily_digests, "at": time(7)}
    yield {"name": "outbox.deliver_due", "run": deliver_due, "every": timedelta(seconds=5)}
    yield {
        "name": "outbox.purge_content",
        "run": Notification.objects.purge_content,
        "at": time(3),
    }
