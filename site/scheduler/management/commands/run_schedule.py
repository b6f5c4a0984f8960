"""The command `run_schedule`: the worker process that runs the periodic jobs of all apps."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from scheduler.jobs import Job, registered_jobs
from scheduler.models import JobRun

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs due jobs until it is stopped; an exception ends one run of one job and is logged."""

    help = "Run the jobs that are due, every few seconds, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the interval, and the option to run every job once."""
        parser.add_argument("--every", type=float, default=5, metavar="SECONDS")
        parser.add_argument("--once", action="store_true", help="Every job once, then stop.")

    def handle(self, *args: object, **options: Any) -> None:
        """Run due jobs until SIGINT or SIGTERM."""
        jobs = registered_jobs()
        if options["once"]:
            for job in jobs:
                job.run()
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            run_due_jobs(jobs)
            stopped.wait(options["every"])


def run_due_jobs(jobs: list[Job]) -> None:
    """Run the jobs that are due, in their order."""
    close_old_connections()
    try:
        due = JobRun.objects.due(jobs)
    except Exception:
        logger.exception("The schedule could not be read; the next round tries again.")
        return
    for job in due:
        close_old_connections()
        run_job(job)


def run_job(job: Job) -> None:
    """Run a job and record the run, unless another worker has claimed it."""
    try:
        run = JobRun.objects.claim(job)
        if run is None:
            return
        try:
            job.run()
        except Exception as error:
            run.finish(error)
            raise
        run.finish()
    except Exception:
        logger.exception("The job “%s” failed; the next round tries again.", job.name)
