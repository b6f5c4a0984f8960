"""How crowded the hub is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many of each there are.

    Attributes:
        pages: Of every kind together, the shelves left out.
        partners: Campaigns, each with a desk and one guest writer.
        pieces: Pages in workflow; they are among the pages.
        records: Of each of consents, notices, and entries in the history. Every public page
            has a review date, whatever is said here.
        staff: Editors; there is a reviewer for every third.
    """

    pages: int = 20_000
    partners: int = 300
    pieces: int = 500
    records: int = 4_000
    staff: int = 12

    @property
    def topics(self) -> int:
        """Return how many pages are topics."""
        return self.pages // 200

    @property
    def resources(self) -> int:
        """Return how many pages are resources."""
        return self.pages * 3 // 10

    @property
    def interviews(self) -> int:
        """Return how many pages are interviews."""
        return self.pages // 12

    @property
    def guest_blogs(self) -> int:
        """Return how many pages are blogs of guests."""
        return self.pages // 5

    @property
    def blogs(self) -> int:
        """Return how many pages are the desk's own blogs: what is left."""
        others = self.topics + self.resources + self.interviews + self.guest_blogs
        return self.pages - others - self.partners
