"""Measure response times and queries of networks with many members."""

from collections.abc import Iterator
from typing import Any

from benchmarks.command import BenchmarkCommand
from benchmarks.generators.networks import generate_network_data, has_network_data
from benchmarks.generators.sizes import NetworkSize
from benchmarks.measure import BenchmarkUrl
from benchmarks.network_urls import network_urls


class Command(BenchmarkCommand):
    """Requests network pages as member, organiser, editor and administrator."""

    help = (
        "Print what 50 networks of 5,000 members and a million entries of history cost; fail "
        "where searching the directory or the inbox is too slow."
    )
    database = "hub_bench_networks"

    def fill(self) -> bool:
        """Generate the data unless it exists. Returns whether it was generated."""
        if has_network_data(NetworkSize()):
            return False
        generate_network_data(NetworkSize())
        return True

    def urls_by_user(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Yield each role with its user and the URLs it requests."""
        return network_urls()
