"""The worker's command: last runs in the database, failures, and several workers."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from scheduler.jobs import HOOK, Job
from scheduler.management.commands import run_schedule
from scheduler.management.commands.run_schedule import run_due_jobs, run_job
from scheduler.models import LEASE, JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_connection(monkeypatch):
    """Keep the connection of the test's transaction, which the worker would close."""
    monkeypatch.setattr(run_schedule, "close_old_connections", lambda: None)


@pytest.fixture
def runs() -> list[str]:
    """The names of the jobs that were run."""
    return []


def recording_job(runs: list[str], name: str = "hourly") -> Job:
    """Return an hourly job that records its runs."""
    return Job(name, lambda: runs.append(name), every=timedelta(hours=1))


def test_job_runs_once_in_its_interval_also_after_a_restart(runs):
    jobs = [recording_job(runs)]
    run_due_jobs(jobs)
    run_due_jobs(jobs)
    assert runs == ["hourly"]
    hour_ago = timezone.now() - timedelta(hours=1)
    JobRun.objects.update(started_at=hour_ago)
    run_due_jobs(jobs)
    assert runs == ["hourly", "hourly"]


def test_job_that_is_not_due_is_not_recorded(runs):
    job = recording_job(runs)
    assert JobRun.objects.due([job]) == [job]
    run_due_jobs([job])
    assert JobRun.objects.due([job]) == []
    run = JobRun.objects.get()
    assert run.finished_at >= run.started_at and not run.error


def test_failed_job_is_logged_recorded_and_stops_no_other(runs, caplog):
    def fail():
        raise ZeroDivisionError("of Zanzibar")

    run_due_jobs([Job("failing", fail), recording_job(runs)])
    assert runs == ["hourly"]
    failed = JobRun.objects.get(name="failing")
    assert failed.error == "ZeroDivisionError" and failed.finished_at
    assert "“failing” failed" in caplog.text


def test_claim_by_another_worker_prevents_the_run(runs):
    job = recording_job(runs)
    assert JobRun.objects.claim(job)
    run_job(job)
    assert runs == []


def test_run_of_a_killed_worker_is_repeated_after_the_lease(runs):
    job = recording_job(runs)
    JobRun.objects.claim(job)
    just_before = timezone.now() - LEASE + timedelta(minutes=1)
    JobRun.objects.update(started_at=just_before)
    assert JobRun.objects.due([job]) == []
    JobRun.objects.update(started_at=timezone.now() - LEASE)
    run_due_jobs([job])
    assert runs == ["hourly"]


def test_once_runs_every_job_whether_due_or_not(runs, monkeypatch):
    jobs = [{"name": "hourly", "run": lambda: runs.append("hourly")}]
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [lambda: jobs] if name == HOOK else [])
    call_command("run_schedule", "--once")
    call_command("run_schedule", "--once")
    assert runs == ["hourly", "hourly"]
