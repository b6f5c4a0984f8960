"""How many people belong to each network, and from how many organisations: numbers, and nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.db.models.functions import Lower

from networks.models import Membership, Network

KEPT_SECONDS = 600
"""For how long the figures of all networks together are kept: to count them reads every profile."""
_KEY = "networks.figures"
_NAMED = ~Q(user__profile__organisation="")


@dataclass(frozen=True)
class Figures:
    """The figures of one network.

    Attributes:
        member_number: How many belong to it.
        organisation_number: How many organisations they say they are from.
    """

    member_number: int = 0
    organisation_number: int = 0


def count_all() -> dict[int, Figures]:
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
    return {row["network"]: Figures(row["members"], row["organisations"]) for row in rows}


def with_kept_figures(networks: Iterable[Network]) -> list[tuple[Network, Figures]]:
    """Return networks with their figures, as they were at most ten minutes ago."""
    counted = cache.get_or_set(_KEY, count_all, KEPT_SECONDS)
    return [(network, counted.get(network.pk, Figures())) for network in networks]
