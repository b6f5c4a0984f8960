"""Chance that can be repeated: the same seed gives the same choices, on every machine."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of choices that follows from its seed alone."""

    def __init__(self, seed: str) -> None:
        self.state = int.from_bytes(sha256(seed.encode()).digest()[:8], "big")

    def part(self) -> float:
        """Return a number from 0 to below 1."""
        # The constants are Knuth's for MMIX; the high bits are the ones that vary well.
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53

    def between(self, low: float, high: float) -> float:
        """Return a number between two others."""
        return low + (high - low) * self.part()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self.part() * (high - low + 1))

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.part() < probability

    def one_of(self, things: Sequence[T]) -> T:
        """Return one thing."""
        return things[self.whole(0, len(things) - 1)]

    def some_of(self, things: Sequence[T], number: int) -> list[T]:
        """Return some things, none twice, in any order."""
        left = list(things)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(number, len(left)))]
