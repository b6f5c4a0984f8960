"""Measure the desk of a crowded hub: how long its pages take, and how many queries they make."""

from collections.abc import Iterator
from typing import Any

from demo.crowd.addresses import addresses, people
from demo.crowd.asking import Address
from demo.crowd.filling import fill, is_filled
from demo.crowd.measuring import MeasuringCommand
from demo.crowd.size import Size


class Command(MeasuringCommand):
    """Measures as each role."""

    help = "Print what the pages of the desk cost at 20,000 pages; fail where one is too slow."
    database = "hub_bench_desk"

    def fill(self) -> bool:
        """Fill the database, unless it was filled before."""
        if is_filled(Size()):
            return False
        fill(Size())
        return True

    def asked(self) -> Iterator[tuple[str, Any, list[Address]]]:
        """Return each role, with what it opens in a day's work."""
        for who, user in people().items():
            yield who, user, addresses(who, user)
