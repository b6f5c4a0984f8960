"""Periodic jobs: their definition, and when they are due.

Apps register jobs with the hook `register_scheduled_jobs`; see docs/extension-points.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from wagtail import hooks

HOOK = "register_scheduled_jobs"


@dataclass(frozen=True)
class Job:
    """A function to run periodically.

    Attributes:
        name: The dotted name in the log and in `JobRun`, unique among all jobs.
        run: Does the work. It is idempotent: run again, it finds nothing to do.
        every: The interval between two runs. A job with a time of day runs once a day.
        at: The time of day, in the time zone of the site, from which a daily job is due.
    """

    name: str
    run: Callable[[], object]
    every: timedelta = timedelta(days=1)
    at: time | None = None

    def is_due(self, last_started_at: datetime | None, now: datetime) -> bool:
        """Return whether the job is due.

        Args:
            last_started_at: When it last started; None if it never did.
            now: The present, in the time zone of the site.
        """
        if self.at is None:
            return last_started_at is None or now - last_started_at >= self.every
        due_today = now.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return now >= due_today and (last_started_at is None or last_started_at < due_today)


def registered_jobs() -> list[Job]:
    """Return the jobs of all apps, in the order of their hooks.

    Raises:
        ValueError: Two jobs have one name.
    """
    jobs = [Job(**arguments) for function in hooks.get_hooks(HOOK) for arguments in function()]
    names = [job.name for job in jobs]
    if len(set(names)) < len(names):
        duplicates = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"Several scheduled jobs are named {', '.join(duplicates)}")
    return jobs
