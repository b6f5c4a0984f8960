"""The worker's timetable: what is done again and again, and when it is due.

The desk and every other room add their jobs when the hub starts; the worker knows none by name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """Something done again and again.

    Attributes:
        name: Its name in the log, and what tells it from any other.
        do: Does it. It can be repeated, and finds nothing to do when all is done.
        every: How often.
        at: For what is done once a day: from which time of the day, in the hub's time zone.
        runs_last: Whether it is done after the jobs of all rooms, since it sends what they wrote.
    """

    name: str
    do: Callable[[], object]
    every: timedelta
    at: time | None = None
    runs_last: bool = False


_registry: dict[str, Job] = {}


def register_jobs(*jobs: Job) -> None:
    """Add jobs behind those that are there; one of the same name is there once."""
    _registry.update({job.name: job for job in jobs})


def registered_jobs() -> tuple[Job, ...]:
    """Return the jobs of all rooms in the order in which they are done."""
    return tuple(sorted(_registry.values(), key=lambda job: job.runs_last))


class Schedule:
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
