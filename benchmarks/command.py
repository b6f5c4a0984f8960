"""The base of benchmark commands: generates data, measures URLs, prints a table."""

import gc
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
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
    """Measures URLs as several users.

    A command that generates data uses a separate database, which is kept for the next run.

    Attributes:
        database: The name of the separate database; empty to measure the hub's own.
    """

    database = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of requests, and options that limit or repeat the work."""
        parser.add_argument("--requests", type=int, default=20, help="Requests per page.")
        if self.database:
            parser.add_argument("--fresh", action="store_true", help="Fill the database anew.")
        parser.add_argument("--only", default="", help="Measure only pages with this in the name.")

    def fill(self) -> bool:
        """Generate the data unless it exists. Returns whether it was generated."""
        return False

    def urls_by_user(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Yield each role with its user and the URLs it requests."""
        raise NotImplementedError

    def report(self) -> None:
        """Print what follows the table."""

    def handle(self, *args: object, **options: Any) -> None:
        """Generate the data if needed, measure, and print the table.

        Raises:
            CommandError: `DEMO_ALLOWED` is not set, or a URL exceeded its limit.
        """
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("Benchmarks run only where DEMO_ALLOWED is set.")
        if options.get("fresh"):
            with benchmark_database(self.database, keep=False):
                self.stdout.write("The benchmark database was deleted.")
        with self.use_database() as name, override_settings(ALLOWED_HOSTS=["*"]):
            self.stdout.write(name)
            started = time.monotonic()
            if self.fill():
                collect_garbage_and_analyse()
                self.stdout.write(f"Filled in {time.monotonic() - started:.0f} s.")
            slow = self.measure(options["requests"], options["only"])
            self.report()
        if slow:
            raise CommandError("Too slow: " + "; ".join(_limit_column(each) for each in slow) + ".")

    def use_database(self) -> AbstractContextManager[str]:
        """Return a context with the database to measure, whose value is its display name."""
        if self.database:
            return benchmark_database(self.database, keep=True)
        return nullcontext("The hub's own database")

    def measure(self, requests: int, only: str) -> list[Measurement]:
        """Measure and print every URL for every user. Returns those over their limit."""
        self.measurements: list[Measurement] = []
        self.stdout.write(TABLE_ROW.format(*TABLE_HEADER))
        for role, user, urls in self.urls_by_user():
            client = BenchmarkClient(role, user, requests)
            for url in urls:
                if only in url.name:
                    measurement = client.measure(url)
                    self.show(measurement)
                    self.measurements.append(measurement)
        return [each for each in self.measurements if each.is_too_slow]

    def show(self, measurement: Measurement) -> None:
        """Print one row."""
        times = (f"{each:.0f}" for each in (measurement.median, measurement.p95, measurement.cpu))
        limit = measurement.url.limit
        verdict = f"{limit} ms {'NOT MET' if measurement.is_too_slow else 'met'}" if limit else ""
        row = (measurement.role, measurement.url.name, measurement.queries, *times)
        self.stdout.write(TABLE_ROW.format(*row, measurement.size // 1000, verdict).rstrip())


def collect_garbage_and_analyse() -> None:
    """Free memory, and update the planner statistics of PostgreSQL as autovacuum would."""
    gc.collect()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _limit_column(measurement: Measurement) -> str:
    return f"{measurement.url.name} as {measurement.role} (over {measurement.url.limit} ms)"
