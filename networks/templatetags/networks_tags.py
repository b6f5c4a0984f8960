"""Template tags of networks."""

from typing import Any

from django import template

from networks.models import Membership, Network
from networks.space.navigation import navigation_items

register = template.Library()


@register.inclusion_tag("networks/space/navigation.html")
def space_navigation(network: Network, membership: Membership, current: str) -> dict[str, Any]:
    """Render the navigation of a network's space.

    Args:
        network: The network.
        membership: The user's membership.
        current: The key of the current section.
    """
    return {"network": network, "items": navigation_items(network, membership, current)}
