"""Publish and take down what has its date, while the hub runs."""

import logging
import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Stands beside the server; one failure is logged, and the next round tries again."""

    help = "Run publish_scheduled every so many seconds, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how often, and whether only once."""
        parser.add_argument("--every", type=float, default=60, metavar="SECONDS")
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args: object, **options: Any) -> None:
        """Go round until told to stop."""
        if options["once"]:
            call_command("publish_scheduled")
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            self._round()
            stopped.wait(options["every"])

    def _round(self) -> None:
        close_old_connections()
        try:
            call_command("publish_scheduled")
        except Exception:
            logger.exception("The schedule failed; the next round tries again.")
