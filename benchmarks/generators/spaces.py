"""Sessions with sign-ups, and shared resources, in the private spaces of networks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from benchmarks.generators.bulk_insert import ProgressCallback, bulk_insert
from benchmarks.generators.sizes import NetworkSize
from benchmarks.generators.text import TextGenerator
from networks.models import Network, Resource, ResourceTag, ResourceVersion, Session, SignUp

_EACH = timedelta(minutes=60)
_COME = 60
"""Sign-ups of an upcoming session."""
_CAME = 20
"""Sign-ups of a past session."""
_TAGS = 30
_LINKS = 0.25


class SpaceGenerator:
    """Generates sessions and resources of all networks."""

    def __init__(self, size: NetworkSize, text: TextGenerator, progress: ProgressCallback) -> None:
        self.size, self.text, self.progress = size, text, progress
        self.random = text.random
        self.tags = [text.phrase(2)[:40] + f" {number}" for number in range(_TAGS)]
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)

    def generate(
        self, members_by_network: dict[int, list[User]], networks: Sequence[Network]
    ) -> None:
        """Create sessions and resources in each network."""
        for network in networks:
            self._create_sessions(network, members_by_network[network.pk])
            self._create_resources(network, members_by_network[network.pk])

    def _create_sessions(self, network: Network, members: list[User]) -> None:
        weeks = range(-self.size.past_sessions, self.size.coming)
        sessions = [
            self._session(network, self.now + timedelta(weeks=week, hours=2)) for week in weeks
        ]
        bulk_insert(sessions, self.progress)
        sign_ups = []
        for week, session in zip(weeks, sessions, strict=True):
            number = min(_CAME if week < 0 else _COME, len(members))
            first = self.random.randint(0, len(members) - number)
            sign_ups += [
                SignUp(session=session, user=user) for user in members[first : first + number]
            ]
        bulk_insert(sign_ups, self.progress)

    def _session(self, network: Network, starts_at: datetime) -> Session:
        is_over = starts_at < self.now
        return Session(
            network=network,
            title=self.text.phrase(6)[:150],
            guest=self.text.phrase(4),
            about=self.text.phrase(60),
            starts_at=starts_at,
            ends_at=starts_at + _EACH,
            join_link="https://meet.example/benchmark",
            notes=self.text.phrase(150) if is_over else "",
            is_open=self.random.random() < 0.1,
        )

    def _create_resources(self, network: Network, members: list[User]) -> None:
        resources = [self._resource(network, members) for _ in range(self.size.shared)]
        bulk_insert(resources, self.progress)
        tags = [
            ResourceTag(resource=resource, name=tag)
            for resource in resources
            for tag in self.random.sample(self.tags, 2)
        ]
        bulk_insert(tags, self.progress)
        files = [
            ResourceVersion(
                resource=resource,
                number=number,
                file=f"networks/benchmark/{resource.pk}-{number}.pdf",
                name=f"{resource.title[:100]}.pdf",
                size=120_000,
                added_by_id=resource.added_by_id,
            )
            for resource in resources
            if not resource.link
            for number in (1, 2)
        ]
        bulk_insert(files, self.progress)

    def _resource(self, network: Network, members: list[User]) -> Resource:
        added_at = self.now - timedelta(hours=self.random.randint(1, 20_000))
        return Resource(
            network=network,
            title=self.text.phrase(6)[:150],
            description=self.text.phrase(40),
            link="https://elsewhere.example/paper" if self.random.random() < _LINKS else "",
            added_by=self.random.choice(members),
            added_at=added_at,
            changed_at=added_at,
        )
