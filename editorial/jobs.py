"""The jobs of the worker: what, and how often."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.tries import Tries
from editorial import lapses
from editorial.models import Notice, SignOff
from editorial.notices.daily import send_daily_letters
from editorial.notices.delivery import deliver
from editorial.reviews import find_dead_links, remind_caretakers


@dataclass(frozen=True)
class Job:
    """Something done again and again.

    Attributes:
        name: Its name in the log.
        do: Does it. It can be repeated, and finds nothing to do when all is done.
        every: How often.
        at: For what is done once a day: from which time of the day, in the hub's time zone.
    """

    name: str
    do: Callable[[], object]
    every: timedelta
    at: time | None = None


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# In this order: nothing is published whose consent has just lapsed.
JOBS = (
    Job("take down what has lapsed", lapses.take_down_lapsed, timedelta(minutes=10)),
    Job("hold back what is not ready", lapses.hold_back, MINUTE),
    Job("publish by date", lambda: call_command("publish_scheduled"), MINUTE),
    Job("remind of lapsing consents", lapses.remind, DAY, at=time(6)),
    Job("find dead links", find_dead_links, DAY, at=time(5)),
    Job("remind caretakers", remind_caretakers, DAY, at=time(6)),
    Job("daily letters", send_daily_letters, DAY, at=time(7)),
    Job("deliver", deliver, timedelta(seconds=5)),
    Job("forget words", Notice.objects.forget, DAY, at=time(3)),
    Job("forget addresses", SignOff.objects.forget_addresses, DAY, at=time(3)),
    Job("forget tries", Tries.objects.forget, timedelta(hours=1)),
)


class Timetable:
    """Knows which jobs are due.

    Args:
        jobs: The jobs, in the order in which they are done.
    """

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.jobs = tuple(jobs)
        self.done: dict[str, datetime] = {}

    def due(self) -> Iterator[Job]:
        """Yield what is due now, and count it as done."""
        now = timezone.localtime()
        for job in self.jobs:
            if self._is_due(job, now):
                self.done[job.name] = now
                yield job

    def _is_due(self, job: Job, now: datetime) -> bool:
        last = self.done.get(job.name)
        if job.at is None:
            return last is None or now - last >= job.every
        today = now.replace(hour=job.at.hour, minute=job.at.minute, second=0, microsecond=0)
        return now >= today and (last is None or last < today)
