"""The invented members of the networks, in the numbers that were published of the real ones."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Profile, User
from accounts.models.profile import ProfileVisibility, Region
from accounts.roles import MEMBER
from demo.content import Item, read_file, read_rows
from demo.drawing.chance import Chance
from demo.people import account
from networks.models import Membership, Network

SHOWN = ("role", "organisation", "country", "region", "about")
# Who of the demonstration's accounts belongs where, and runs what.
OWN: tuple[tuple[str, str, Any], ...] = (
    ("member", "psmn", Membership.Role.MEMBER),
    ("lead", "psmn", Membership.Role.ORGANISER),
)


def make_members() -> int:
    """Make the members who are missing. Returns how many."""
    made = sum(_seat(*row) for row in OWN)
    for row in read_rows("networks", "network", "slug"):
        network = Network.objects.get(slug=row["slug"])
        if network.memberships.count() <= len(OWN):
            made += _fill(network, row)
    return made


def _seat(name: str, slug: str, role: Any) -> int:
    """Give one of the demonstration's accounts a place in a network. Returns 1 if it had none."""
    network, user = Network.objects.get(slug=slug), account(name)
    if Membership.objects.filter(network=network, user=user).exists():
        return 0
    Membership.objects.create(network=network, user=user, role=role, since=_founded(network))
    profile = Profile.of(user)
    for part, value in _words(Chance(name)).items():
        setattr(profile, part, value)
    profile.save()
    return 1


def _fill(network: Network, row: Item) -> int:
    """Fill a network up to its published number, from as many organisations as it has."""
    chance = Chance(row["slug"])
    number = row["members"] - network.memberships.count()
    people = User.objects.bulk_create(_people(network, number, chance))
    group = Group.objects.get(name=MEMBER)
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=user.pk, group_id=group.pk) for user in people
    )
    names = organisations(row["organisations"], chance)
    Profile.objects.bulk_create(
        profile_of(user, names[position % len(names)], chance)
        for position, user in enumerate(people)
    )
    today, founded = timezone.localdate(), _founded(network)
    days = max(1, (today - founded).days)
    Membership.objects.bulk_create(
        Membership(
            network=network, user=user, since=today - timedelta(days=chance.whole(0, days - 1))
        )
        for user in people
    )
    return number


def _people(network: Network, number: int, chance: Chance) -> list[User]:
    pairs = [(first, last) for first in made_from()["first"] for last in made_from()["last"]]
    return [
        User(
            email=f"{network.slug}-{position}@members.example",
            first_name=first,
            last_name=last,
            password=make_password(None),
        )
        for position, (first, last) in enumerate(chance.some_of(pairs, number))
    ]


def profile_of(user: User, organisation: str, chance: Chance) -> Profile:
    """Return the profile of an account, not stored yet; five in six people show all of it."""
    words = _words(chance) | {"organisation": organisation}
    # One in six shows less than most do.
    seen = ProfileVisibility.NOBODY if chance.happens(1 / 6) else ProfileVisibility.NETWORKS
    shown: dict[str, Any] = {f"{part}_seen_by": seen for part in SHOWN}
    return Profile(user=user, name=user.get_full_name(), **words, **shown)


def _words(chance: Chance) -> dict[str, Any]:
    parts = made_from()
    region = chance.one_of(Region.values)
    return {
        "role": chance.one_of(parts["role"]),
        "organisation": f"{chance.one_of(parts['place'])} {chance.one_of(parts['kind'])}",
        "about": chance.one_of(parts["about"]),
        "region": region,
        "country": "GB",
    }


def organisations(number: int, chance: Chance) -> list[str]:
    """Return the names of some organisations, none twice."""
    parts = made_from()
    every = [f"{place} {kind}" for place in parts["place"] for kind in parts["kind"]]
    return chance.some_of(every, number)


def _founded(network: Network) -> Any:
    return network.founded_on or timezone.localdate() - timedelta(days=365)


@cache
def made_from() -> dict[str, list[str]]:
    """Return the words that members are made from, by what they are for."""
    return read_file("members").data
