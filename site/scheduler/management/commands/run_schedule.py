"""What happens by itself while the hub runs: publication by date, delivery, reminders."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from scheduler.jobs import Schedule, registered_jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Stands beside the server; one failure is logged, and the next round tries again."""

    help = "Do what is due, every few seconds, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how often, and whether only once."""
        parser.add_argument("--every", type=float, default=5, metavar="SECONDS")
        parser.add_argument("--once", action="store_true", help="Every job once, then stop.")

    def handle(self, *args: object, **options: Any) -> None:
        """Go round until told to stop."""
        if options["once"]:
            for job in registered_jobs():
                job.do()
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        timetable = Schedule(registered_jobs())
        while not stopped.is_set():
            for job in timetable.due():
                self._do(job)
            stopped.wait(options["every"])

    def _do(self, job: Any) -> None:
        close_old_connections()
        try:
            job.do()
        except Exception:
            logger.exception("The job “%s” failed; the next round tries again.", job.name)
