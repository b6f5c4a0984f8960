"""When jobs are due, and which names they have."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail import hooks

from scheduler.jobs import HOOK, Job, registered_jobs


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time in November 2026, in the time zone of the site."""
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


HOURLY = Job("hourly", lambda: None, every=timedelta(hours=1))
DAILY = Job("daily", lambda: None, at=time(6))


@pytest.mark.parametrize(
    ("job", "last_started_at", "now", "is_due"),
    [
        (HOURLY, None, local(3, 0), True),
        (HOURLY, local(3, 5), local(3, 5, 59), False),
        (HOURLY, local(3, 5), local(3, 6), True),
        (DAILY, None, local(3, 5, 59), False),
        (DAILY, None, local(3, 6), True),
        (DAILY, local(3, 6), local(3, 23), False),
        (DAILY, local(3, 6), local(4, 5, 59), False),
        (DAILY, local(3, 6), local(4, 6), True),
        (DAILY, local(1, 6), local(4, 5, 59), False),
    ],
)
def test_is_due(job, last_started_at, now, is_due):
    assert job.is_due(last_started_at, now) is is_due


def test_delivery_follows_the_jobs_of_all_other_apps():
    names = [job.name for job in registered_jobs()]
    delivery = names.index("outbox.deliver_due")
    assert {name.partition(".")[0] for name in names[delivery:]} == {"outbox"}
    assert names.index("outbox.send_daily_digests") < delivery


def test_expired_pages_are_unpublished_before_scheduled_ones_are_published():
    names = [job.name for job in registered_jobs()]
    unpublish, cancel, publish = (
        names.index("consent.unpublish_expired"),
        names.index("workflow.cancel_blocked_schedules"),
        names.index("workflow.publish_scheduled"),
    )
    assert unpublish < cancel < publish < names.index("page_cache.run_purge_jobs")


def test_duplicate_names_are_an_error():
    def jobs():
        return [{"name": "outbox.deliver_due", "run": lambda: None}]

    with hooks.register_temporarily(HOOK, jobs), pytest.raises(ValueError, match="deliver_due"):
        registered_jobs()
