"""Accounts, profiles and memberships of network members."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils import timezone

from accounts.models import Profile, User
from accounts.profile_visibility import ProfileVisibility
from accounts.roles import MEMBER, ORGANISER
from benchmarks.generators.bulk_insert import BATCH_SIZE, ProgressCallback, bulk_insert
from benchmarks.generators.sizes import NetworkSize
from benchmarks.search_terms import RARE_NAME
from demo.members import name_parts, random_organisations, random_profile
from networks.enums import MembershipRole
from networks.models import Membership, Network

ORGANISERS = 2
_YEARS = 4 * 365
_ABROAD, _UNNAMED = 0.1, 0.05
_COUNTRIES = ("IE", "FR", "AU", "CA", "NG", "IN")


class MemberGenerator:
    """Generates the members of all networks.

    Args:
        size: How many.
        progress: Called with each number of rows stored.
    """

    def __init__(self, size: NetworkSize, progress: ProgressCallback) -> None:
        self.size, self.progress, self.random = size, progress, Random("throng")
        self.password = make_password(None)
        self.organisations = random_organisations(600, self.random)

    def generate(self, networks: Sequence[Network]) -> dict[int, list[User]]:
        """Create accounts, profiles and memberships.

        Returns:
            The members of each network, by its id; the organisers first.
        """
        size = self.size
        people = self._accounts()
        stride = size.members - size.overlap
        rotation = [*people, *people[: size.overlap]]
        members_by_network = {
            network.pk: rotation[number * stride : number * stride + size.members]
            for number, network in enumerate(networks)
        }
        for pk, members in members_by_network.items():
            self._create_memberships(pk, members)
        self._add_to_group(
            ORGANISER,
            [user for users in members_by_network.values() for user in users[:ORGANISERS]],
        )
        return members_by_network

    def _accounts(self) -> list[User]:
        names = [(first, last) for first in name_parts()["first"] for last in name_parts()["last"]]
        people = []
        for start in range(0, self.size.accounts, BATCH_SIZE):
            numbers = range(start, min(start + BATCH_SIZE, self.size.accounts))
            part = [self._account(number, *self.random.choice(names)) for number in numbers]
            if not start:
                # No other member has this name; the organisers are the first members.
                part[ORGANISERS].first_name, part[ORGANISERS].last_name = RARE_NAME.split()
            bulk_insert(part, self.progress)
            bulk_insert([self._profile(user) for user in part], self.progress)
            self._add_to_group(MEMBER, part)
            people += part
        return people

    def _account(self, number: int, first: str, last: str) -> User:
        return User(
            email=f"person-{number}@members.example",
            first_name=first,
            last_name=last,
            password=self.password,
        )

    def _profile(self, user: User) -> Profile:
        profile = random_profile(user, self.random.choice(self.organisations), self.random)
        if self.random.random() < _ABROAD:
            abroad = {"country": self.random.choice(_COUNTRIES), "region": ""}
            for part, value in abroad.items():
                setattr(profile, part, value)
        if user.get_full_name() != RARE_NAME and self.random.random() < _UNNAMED:
            profile.name_visibility = ProfileVisibility.NOBODY
        return profile

    def _add_to_group(self, name: str, people: Sequence[User]) -> None:
        through: type[Model] = User.groups.through
        group = Group.objects.get(name=name)
        through._base_manager.bulk_create(
            [through(user_id=user.pk, group_id=group.pk) for user in people],
            batch_size=BATCH_SIZE,
            ignore_conflicts=True,
        )

    def _create_memberships(self, network: int, members: Sequence[User]) -> None:
        roles = islice(cycle([MembershipRole.ORGANISER]), ORGANISERS)
        today = timezone.localdate()
        objects = [
            Membership(
                network_id=network,
                user=user,
                role=next(roles, MembershipRole.MEMBER),
                since=today - timedelta(days=self.random.randint(0, _YEARS)),
            )
            for user in members
        ]
        bulk_insert(objects, self.progress)
