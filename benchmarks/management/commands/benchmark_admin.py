"""Measure response times and queries of admin views with many pages."""

from collections.abc import Iterator
from typing import Any

from benchmarks.admin_urls import admin_urls, users_by_role
from benchmarks.command import BenchmarkCommand
from benchmarks.generators.admin import generate_admin_data, has_admin_data
from benchmarks.generators.sizes import AdminSize
from benchmarks.measure import BenchmarkUrl


class Command(BenchmarkCommand):
    """Requests admin views as users of each role."""

    help = "Print what the pages of the desk cost at 20,000 pages; fail where one is too slow."
    database = "hub_bench_admin"

    def fill(self) -> bool:
        """Generate the data unless it exists. Returns whether it was generated."""
        if has_admin_data(AdminSize()):
            return False
        generate_admin_data(AdminSize())
        return True

    def urls_by_user(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Yield each role with its user and the URLs it requests."""
        for role, user in users_by_role().items():
            yield role, user, admin_urls(role, user)
