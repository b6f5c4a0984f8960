"""Measure the desk of a crowded hub: how long its pages take, and how many queries they make."""

from collections.abc import Iterator
from typing import Any

from benchmarks.admin_urls import admin_urls, users_by_role
from benchmarks.command import BenchmarkCommand
from benchmarks.generators.admin import generate_admin_data, has_admin_data
from benchmarks.generators.sizes import AdminSize
from benchmarks.measure import BenchmarkUrl


class Command(BenchmarkCommand):
    """Measures as each role."""

    help = "Print what the pages of the desk cost at 20,000 pages; fail where one is too slow."
    database = "hub_bench_desk"

    def fill(self) -> bool:
        """Fill the database, unless it was filled before."""
        if has_admin_data(AdminSize()):
            return False
        generate_admin_data(AdminSize())
        return True

    def asked(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Return each role, with what it opens in a day's work."""
        for who, user in users_by_role().items():
            yield who, user, admin_urls(who, user)
