"""Invented network members, as many as the real networks published."""

from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Profile, User
from accounts.models.profile import Region
from accounts.profile_visibility import ProfileVisibility
from accounts.roles import MEMBER
from demo.content import ContentEntry, read_file, read_rows
from demo.people import account
from networks.enums import MembershipRole
from networks.models import Membership, Network

PROFILE_FIELDS = ("role", "organisation", "country", "region", "about")
# Memberships of the demonstration's accounts: account, network slug, role.
ACCOUNT_MEMBERSHIPS: tuple[tuple[str, str, Any], ...] = (
    ("member", "psmn", MembershipRole.MEMBER),
    ("lead", "psmn", MembershipRole.ORGANISER),
)


def load_members() -> int:
    """Create the missing memberships. Returns how many were created."""
    created = sum(_add_account_as_member(*row) for row in ACCOUNT_MEMBERSHIPS)
    for row in read_rows("networks", "network", "slug"):
        network = Network.objects.get(slug=row["slug"])
        if network.memberships.count() <= len(ACCOUNT_MEMBERSHIPS):
            created += _load_network_members(network, row)
    return created


def _add_account_as_member(name: str, slug: str, role: Any) -> int:
    """Add a demonstration account to a network. Returns how many memberships were created."""
    network, user = Network.objects.get(slug=slug), account(name)
    if Membership.objects.filter(network=network, user=user).exists():
        return 0
    profile = Profile.get_for_user(user)
    for part, value in _random_profile_fields(Random(name)).items():
        setattr(profile, part, value)
    profile.save()
    Membership.objects.create(
        network=network,
        user=user,
        role=role,
        since=_founding_date(network),
        accepts_questions=_accepts_questions(profile),
    )
    return 1


def _load_network_members(network: Network, row: ContentEntry) -> int:
    """Create members until the network has its published numbers of members and organisations."""
    random = Random(row["slug"])
    number = row["members"] - network.memberships.count()
    people = User.objects.bulk_create(_member_accounts(network, number, random))
    group = Group.objects.get(name=MEMBER)
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=user.pk, group_id=group.pk) for user in people
    )
    names = random_organisations(row["organisations"], random)
    profiles = Profile.objects.bulk_create(
        random_profile(user, names[position % len(names)], random)
        for position, user in enumerate(people)
    )
    today, founded = timezone.localdate(), _founding_date(network)
    days = max(1, (today - founded).days)
    Membership.objects.bulk_create(
        Membership(
            network=network,
            user=profile.user,
            since=today - timedelta(days=random.randint(0, days - 1)),
            accepts_questions=_accepts_questions(profile),
        )
        for profile in profiles
    )
    return number


def _accepts_questions(profile: Profile) -> bool:
    """Return whether other members may write to the member: the profile says what to ask."""
    return "ask" in profile.about.lower() and profile.about_visibility != ProfileVisibility.NOBODY


def _member_accounts(network: Network, number: int, random: Random) -> list[User]:
    pairs = [(first, last) for first in name_parts()["first"] for last in name_parts()["last"]]
    return [
        User(
            email=f"{network.slug}-{position}@members.example",
            first_name=first,
            last_name=last,
            password=make_password(None),
        )
        for position, (first, last) in enumerate(random.sample(pairs, min(number, len(pairs))))
    ]


def random_profile(user: User, organisation: str, random: Random) -> Profile:
    """Return an unsaved profile; one in six is private, the others are visible to networks."""
    fields = _random_profile_fields(random) | {"organisation": organisation}
    audience = ProfileVisibility.NOBODY if random.random() < 1 / 6 else ProfileVisibility.NETWORKS
    visibility: dict[str, Any] = {f"{part}_visibility": audience for part in PROFILE_FIELDS}
    return Profile(user=user, name=user.get_full_name(), **fields, **visibility)


def _random_profile_fields(random: Random) -> dict[str, Any]:
    parts = name_parts()
    region = random.choice(Region.values)
    return {
        "role": random.choice(parts["role"]),
        "organisation": f"{random.choice(parts['place'])} {random.choice(parts['kind'])}",
        "about": random.choice(parts["about"]),
        "region": region,
        "country": "GB",
    }


def random_organisations(number: int, random: Random) -> list[str]:
    """Return distinct invented names of organisations."""
    parts = name_parts()
    every = [f"{place} {kind}" for place in parts["place"] for kind in parts["kind"]]
    return random.sample(every, min(number, len(every)))


def _founding_date(network: Network) -> Any:
    return network.founded_on or timezone.localdate() - timedelta(days=365)


@cache
def name_parts() -> dict[str, list[str]]:
    """Return the parts that invented members are composed of, by profile field."""
    return read_file("members").data
