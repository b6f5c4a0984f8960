"""The last run of each periodic job."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from scheduler.jobs import Job

LEASE = timedelta(hours=1)
"""After how long a run that did not finish counts as that of a worker that was killed."""


class JobRunQuerySet(models.QuerySet):
    """Job runs, one for each job."""

    def due(self, jobs: Iterable[Job]) -> list[Job]:
        """Return those of some jobs that are due and that no worker is running, in their order."""
        now = timezone.localtime()
        runs = self.in_bulk(field_name="name")
        return [job for job in jobs if runs.get(job.name, JobRun()).is_next_run_due(job, now)]

    def claim(self, job: Job) -> "JobRun | None":
        """Record the start of a run, unless another worker was faster.

        Returns:
            The run, to be given to `JobRun.finish`; None if another worker has started it.
        """
        run, _ = self.get_or_create(name=job.name)
        now = timezone.localtime()
        if not run.is_next_run_due(job, now):
            return None
        unchanged = self.filter(pk=run.pk, started_at=run.started_at)
        if not unchanged.update(started_at=now, finished_at=None, error=""):
            return None
        run.started_at = now
        return run


class JobRun(models.Model):
    """The last run of a job, so that a restart of the worker repeats no daily job."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True, help_text="The class of the exception.")

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_next_run_due(self, job: Job, now: datetime) -> bool:
        """Return whether a job is due after this run.

        A run that did not finish is repeated when its lease has expired: the worker was killed.
        """
        if self.started_at is not None and self.finished_at is None:
            return now - self.started_at >= LEASE
        last = timezone.localtime(self.started_at) if self.started_at else None
        return job.is_due(last, now)

    def finish(self, error: Exception | None = None) -> None:
        """Record the end of this run, and the class of the exception that ended it."""
        description = type(error).__name__ if error else ""
        JobRun.objects.filter(Q(pk=self.pk), started_at=self.started_at).update(
            finished_at=timezone.now(), error=description
        )
