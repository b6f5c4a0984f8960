"""A run of a job is started by one worker."""

import pytest
from django.utils import timezone

from scheduler.jobs import registered_jobs
from scheduler.models import JobRun

pytestmark = pytest.mark.django_db


def test_worker_that_read_the_run_earlier_does_not_start_it(monkeypatch):
    now = timezone.localtime()
    job = next(job for job in registered_jobs() if job.is_due(None, now))
    stale, _ = JobRun.objects.get_or_create(name=job.name)
    assert JobRun.objects.claim(job)
    queryset = type(JobRun.objects.all())
    monkeypatch.setattr(queryset, "get_or_create", lambda self, **kwargs: (stale, False))
    assert JobRun.objects.claim(job) is None
