"""Measure full networks: how long their pages take, and how many queries they make."""

from collections.abc import Iterator
from typing import Any

from demo.crowd.asking import Address
from demo.crowd.measuring import MeasuringCommand
from demo.throng.addresses import asked
from demo.throng.filling import fill, is_filled
from demo.throng.size import Size


class Command(MeasuringCommand):
    """Measures as a member, as an organiser, and as the team."""

    help = (
        "Print what 50 networks of 5,000 members and a million entries of history cost; fail "
        "where searching the directory or the inbox is too slow."
    )
    database = "hub_bench_networks"

    def fill(self) -> bool:
        """Fill the database, unless it was filled before."""
        if is_filled(Size()):
            return False
        fill(Size())
        return True

    def asked(self) -> Iterator[tuple[str, Any, list[Address]]]:
        """Return who asks, with what they open."""
        return asked()
