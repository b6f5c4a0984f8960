"""How many people belong to each network, and from how many organisations: numbers, and nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.db.models.functions import Lower

from networks.models import Membership, Network

CACHE_SECONDS = 600
"""For how long the figures of all networks together are kept: to count them reads every profile."""
_CACHE_KEY = "networks.member_counts"
_NAMED = ~Q(user__profile__organisation="")


@dataclass(frozen=True)
class MemberCounts:
    """The figures of one network.

    Attributes:
        member_count: How many belong to it.
        organisation_count: How many organisations they say they are from.
    """

    member_count: int = 0
    organisation_count: int = 0


def count_members() -> dict[int, MemberCounts]:
    """Count the members of every network, by its id; one without members is left out."""
    organisation = Lower("user__profile__organisation")
    rows = (
        Membership.objects.current()
        .order_by()
        .values("network")
        .annotate(
            members=Count("pk"), organisations=Count(organisation, distinct=True, filter=_NAMED)
        )
    )
    return {row["network"]: MemberCounts(row["members"], row["organisations"]) for row in rows}


def with_cached_member_counts(networks: Iterable[Network]) -> list[tuple[Network, MemberCounts]]:
    """Return networks with their figures, as they were at most ten minutes ago."""
    counted = cache.get_or_set(_CACHE_KEY, count_members, CACHE_SECONDS)
    return [(network, counted.get(network.pk, MemberCounts())) for network in networks]
