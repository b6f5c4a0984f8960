"""Measure full networks: how long their pages take, and how many queries they make."""

from collections.abc import Iterator
from typing import Any

from benchmarks.command import BenchmarkCommand
from benchmarks.generators.networks import generate_network_data, has_network_data
from benchmarks.generators.sizes import NetworkSize
from benchmarks.measure import BenchmarkUrl
from benchmarks.network_urls import network_urls


class Command(BenchmarkCommand):
    """Measures as a member, as an organiser, and as the team."""

    help = (
        "Print what 50 networks of 5,000 members and a million entries of history cost; fail "
        "where searching the directory or the inbox is too slow."
    )
    database = "hub_bench_networks"

    def fill(self) -> bool:
        """Fill the database, unless it was filled before."""
        if has_network_data(NetworkSize()):
            return False
        generate_network_data(NetworkSize())
        return True

    def asked(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Return who asks, with what they open."""
        return network_urls()
