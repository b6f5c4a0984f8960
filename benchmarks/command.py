"""What every command does that measures a crowded hub: fills a database, asks, prints a table."""

import gc
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import override_settings

from benchmarks.database import benchmark_database
from benchmarks.measure import BenchmarkClient, BenchmarkUrl, Measurement

TABLE_HEADER = ("who", "page", "queries", "median ms", "p95 ms", "CPU ms", "KB", "limit")
TABLE_ROW = "{:<15}{:<34}{:>8}{:>11}{:>9}{:>9}{:>7}  {}"


class BenchmarkCommand(BaseCommand):
    """Measures as several people, in a database of its own that is filled first.

    The database is kept, so that the next measurement need not fill it again.

    Attributes:
        database: What the database is called.
    """

    database: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often to ask, and whether to begin with a new database."""
        parser.add_argument("--requests", type=int, default=20, help="Requests per page.")
        parser.add_argument("--fresh", action="store_true", help="Fill the database anew.")
        parser.add_argument("--only", default="", help="Measure only pages with this in the name.")

    def fill(self) -> bool:
        """Fill the database. Returns whether that was needed."""
        raise NotImplementedError

    def asked(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Return who asks: what they are, their account, and what they open."""
        raise NotImplementedError

    def handle(self, *args: object, **options: Any) -> None:
        """Fill if need be, measure, print.

        Raises:
            CommandError: This hub is not for demonstrations, or a page missed its limit.
        """
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("Nothing is measured here: that needs DEMO_ALLOWED.")
        if options["fresh"]:
            with benchmark_database(self.database, keep=False):
                self.stdout.write("The database that was kept is gone.")
        own = benchmark_database(self.database, keep=True)
        with own as name, override_settings(ALLOWED_HOSTS=["*"]):
            self.stdout.write(name)
            started = time.monotonic()
            if self.fill():
                collect_garbage_and_analyse()
                self.stdout.write(f"Filled in {time.monotonic() - started:.0f} s.")
            slow = self.measure(options["requests"], options["only"])
        if slow:
            raise CommandError("Too slow: " + "; ".join(_limit_column(each) for each in slow) + ".")

    def measure(self, requests: int, only: str) -> list[Measurement]:
        """Measure and print every page for everybody. Returns those that were too slow."""
        slow = []
        self.stdout.write(TABLE_ROW.format(*TABLE_HEADER))
        for who, user, addresses in self.asked():
            asker = BenchmarkClient(who, user, requests)
            for address in addresses:
                if only in address.name:
                    measured = asker.measure(address)
                    self.show(measured)
                    slow += [measured] if measured.is_too_slow else []
        return slow

    def show(self, measured: Measurement) -> None:
        """Print one row."""
        times = (f"{each:.0f}" for each in (measured.median, measured.p95, measured.cpu))
        limit = measured.address.limit
        verdict = f"{limit} ms {'NOT MET' if measured.is_too_slow else 'met'}" if limit else ""
        row = (measured.who, measured.address.name, measured.queries, *times)
        self.stdout.write(TABLE_ROW.format(*row, measured.size // 1000, verdict).rstrip())


def collect_garbage_and_analyse() -> None:
    """Forget what was made, and do what PostgreSQL does by itself after many rows came."""
    gc.collect()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _limit_column(measured: Measurement) -> str:
    return f"{measured.address.name} as {measured.who} (over {measured.address.limit} ms)"
