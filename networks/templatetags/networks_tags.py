"""Template tags of networks."""

from collections.abc import Iterable
from typing import Any

from django import template

from networks.figures import NetworkFigures, network_figures
from networks.models import Membership, Network
from networks.space.navigation import navigation_items

register = template.Library()


@register.filter
def with_figures(networks: Iterable[Network]) -> list[tuple[Network, NetworkFigures]]:
    """Return networks, each with its public figures."""
    figures = network_figures()
    return [(network, figures.get(network.pk, NetworkFigures())) for network in networks]


@register.inclusion_tag("networks/space/navigation.html")
def space_navigation(network: Network, membership: Membership, current: str) -> dict[str, Any]:
    """Render the navigation of a network's space.

    Args:
        network: The network.
        membership: The user's membership.
        current: The key of the current section.
    """
    return {"network": network, "items": navigation_items(network, membership, current)}
