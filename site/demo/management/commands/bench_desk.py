"""Measure the desk of a crowded hub: how long its pages take, and how many queries they make."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from demo.crowd.addresses import addresses, people
from demo.crowd.asking import LIMIT, Asker, Measured
from demo.crowd.database import database_of_its_own
from demo.crowd.filling import fill, is_filled
from demo.crowd.size import Size

HEAD = ("who", "page", "median ms", "p95 ms", "CPU ms", "queries", "KB")
ROW = "{:<15}{:<30}{:>10}{:>9}{:>9}{:>9}{:>7}"


class Command(BaseCommand):
    """Measures as each role, in a database of its own that is filled first.

    The database is kept, so that the next measurement need not fill it again.
    """

    help = "Print what the pages of the desk cost at 20,000 pages; fail where one is too slow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often to ask, and whether to begin with a new database."""
        parser.add_argument("--requests", type=int, default=20, help="Requests per page.")
        parser.add_argument("--fresh", action="store_true", help="Fill the database anew.")
        parser.add_argument("--only", default="", help="Measure only pages with this in the name.")

    def handle(self, *args: object, **options: Any) -> None:
        """Fill if need be, measure, print.

        Raises:
            CommandError: This hub is not for demonstrations, or a page missed its limit.
        """
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("The desk is not measured here: that needs DEMO_ALLOWED.")
        if options["fresh"]:
            with database_of_its_own(keep=False):
                self.stdout.write("The database that was kept is gone.")
        with database_of_its_own(keep=True) as name, override_settings(ALLOWED_HOSTS=["*"]):
            self.stdout.write(name)
            self.fill(Size())
            slow = self.measure(options["requests"], options["only"])
        if slow:
            names = "; ".join(f"{each.address.name} as {each.who}" for each in slow)
            raise CommandError(f"Over {LIMIT} ms: {names}.")

    def fill(self, size: Size) -> None:
        """Fill the database, unless it was filled before."""
        if not is_filled(size):
            started = time.monotonic()
            fill(size)
            self.stdout.write(f"Filled in {time.monotonic() - started:.0f} s.")

    def measure(self, requests: int, only: str) -> list[Measured]:
        """Measure and print every page for everybody. Returns those that were too slow."""
        slow = []
        self.stdout.write(ROW.format(*HEAD))
        for who, user in people().items():
            asker = Asker(who, user, requests)
            for address in addresses(who, user):
                if only in address.name:
                    measured = asker.measure(address)
                    self.show(measured)
                    slow += [measured] if measured.is_too_slow else []
        return slow

    def show(self, measured: Measured) -> None:
        """Print one row."""
        times = (f"{each:.0f}" for each in (measured.median, measured.p95, measured.cpu))
        row = (measured.who, measured.address.name, *times, measured.queries)
        line = ROW.format(*row, measured.size // 1000)
        self.stdout.write(f"{line}  too slow" if measured.is_too_slow else line)
