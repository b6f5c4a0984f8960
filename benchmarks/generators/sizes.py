"""Sizes of the generated data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AdminSize:
    """Numbers of records to generate.

    Attributes:
        pages: Of every kind together, the shelves left out.
        partners: Campaigns, each with one guest writer.
        workflow_pages: Pages in workflow; they are among the pages.
        records: Of each of consents, notices, and entries in the history. Every public page
            has a review date, whatever this number is.
        staff: Editors; there is a reviewer for every third.
    """

    pages: int = 20_000
    partners: int = 300
    workflow_pages: int = 500
    records: int = 4_000
    staff: int = 12

    @property
    def topics(self) -> int:
        """The number of topic pages."""
        return self.pages // 200

    @property
    def resources(self) -> int:
        """The number of resources."""
        return self.pages * 3 // 10

    @property
    def interviews(self) -> int:
        """The number of interviews."""
        return self.pages // 12

    @property
    def guest_blogs(self) -> int:
        """The number of guest blogs."""
        return self.pages // 5

    @property
    def blogs(self) -> int:
        """The number of the hub's own blogs: the remaining pages."""
        others = self.topics + self.resources + self.interviews + self.guest_blogs
        return self.pages - others - self.partners


_ADMIN_OF_NETWORKS = AdminSize(pages=400, partners=4, workflow_pages=40, records=100, staff=6)


@dataclass(frozen=True)
class NetworkSize:
    """Numbers of records to generate.

    Attributes:
        networks: Networks, each with a space.
        members: In each network. One in five belongs to the next network too.
        requests: To join, at all stages; one in ten came by a form that is for no network.
        past_sessions: Sessions of each network that are over.
        coming: Sessions of each network that are to come.
        shared: Resources of each network.
        log_rows: Entries of the history, of editorial actions and of decisions on requests.
        admin: The records of the admin, of ordinary size.
    """

    networks: int = 50
    members: int = 5_000
    requests: int = 40_000
    past_sessions: int = 110
    coming: int = 12
    shared: int = 200
    log_rows: int = 1_000_000
    admin: AdminSize = _ADMIN_OF_NETWORKS

    @property
    def overlap(self) -> int:
        """The number of members that two neighbouring networks share."""
        return self.members // 5 if self.networks > 1 else 0

    @property
    def accounts(self) -> int:
        """The number of accounts with a membership."""
        return self.networks * (self.members - self.overlap)


@dataclass(frozen=True)
class DiscussionSize:
    """Numbers of records to generate.

    Attributes:
        members: Accounts that write.
        boards: Public spaces.
        discussions: Of each board.
        short_posts: Posts of each of these discussions.
        posts: Posts of one further discussion.
    """

    members: int = 500
    boards: int = 5
    discussions: int = 60
    short_posts: int = 25
    posts: int = 5_000
