"""The public figures of networks: members, organisations and sessions, counted in one place."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from networks.models import Membership, Network, NetworkIndexPage, Session
from networks.models.membership import MemberCounts
from pages.models import HubPage

CACHE_KEY = "networks.figures"
CACHE_SECONDS = 600
"""Counting the members of all networks reads every profile."""


@dataclass(frozen=True)
class NetworkFigures(MemberCounts):
    """The public figures of one network.

    Attributes:
        session_count: The number of sessions that took place.
    """

    session_count: int = 0


def network_figures() -> dict[int, NetworkFigures]:
    """Return the figures of all networks by id, as cached for ten minutes.

    The pages of networks, their index and the impact page show these, so that they agree.
    """
    figures: dict[int, NetworkFigures] = cache.get_or_set(CACHE_KEY, _count, CACHE_SECONDS)
    return figures


def figures_of(network: Network) -> NetworkFigures:
    """Return the figures of one network."""
    return network_figures().get(network.pk, NetworkFigures())


def impact_figures(user: Any) -> list[dict[str, Any]]:
    """Return the sums over the networks that a user may see, for the impact page."""
    visible = Network.objects.visible_to(user).values_list("pk", flat=True)
    figures = [network_figures().get(pk, NetworkFigures()) for pk in visible]
    sums = {
        "Members of networks": sum(one.member_count for one in figures),
        "Network sessions held": sum(one.session_count for one in figures),
    }
    index = HubPage.objects.visible_to(user).of_types(NetworkIndexPage).first()
    url = index.url if index else ""
    return [{"name": name, "number": number, "url": url} for name, number in sums.items() if number]


def _count() -> dict[int, NetworkFigures]:
    members = Membership.objects.member_counts()
    held = Session.objects.past().not_cancelled().order_by().values("network")
    sessions = dict(held.annotate(number=Count("pk")).values_list("network", "number"))
    return {
        pk: NetworkFigures(
            **vars(members.get(pk, MemberCounts())), session_count=sessions.get(pk, 0)
        )
        for pk in members.keys() | sessions.keys()
    }
