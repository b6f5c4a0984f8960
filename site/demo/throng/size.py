"""How full the networks are."""

from dataclasses import dataclass

from demo.crowd.size import Size as DeskSize

_DESK = DeskSize(pages=400, partners=4, pieces=40, records=100, staff=6)


@dataclass(frozen=True)
class Size:
    """How many of each there are.

    Attributes:
        networks: Networks, each with a room.
        members: In each network. One in five belongs to the next network too.
        requests: To join, at all stages; one in ten came by a form that is for no network.
        held: Sessions of each network that are over.
        coming: Sessions of each network that are to come.
        shared: Resources of each network.
        log_rows: Entries of the history, of what the desk did and of what was done about requests.
        desk: What else the hub has: a desk of ordinary size.
    """

    networks: int = 50
    members: int = 5_000
    requests: int = 40_000
    held: int = 110
    coming: int = 12
    shared: int = 200
    log_rows: int = 1_000_000
    desk: DeskSize = _DESK

    @property
    def overlap(self) -> int:
        """Return how many members of a network belong to the next one too."""
        return self.members // 5 if self.networks > 1 else 0

    @property
    def accounts(self) -> int:
        """Return how many people belong to any network."""
        return self.networks * (self.members - self.overlap)
