"""Template tags of networks."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext

from networks.figures import NetworkFigures, network_figures
from networks.models import Membership, Network, NetworkIndexPage
from networks.space.navigation import navigation_items
from pages.models import HubPage
from pages.templatetags.navigation_tags import get_navigation

register = template.Library()


@register.filter
def with_figures(networks: Iterable[Network]) -> list[tuple[Network, NetworkFigures]]:
    """Return networks, each with its public figures."""
    figures = network_figures()
    return [(network, figures.get(network.pk, NetworkFigures())) for network in networks]


@register.simple_tag(takes_context=True)
def networks_index(context: RequestContext) -> HubPage | None:
    """Return the page that lists all networks, wherever editors have put it."""
    return get_navigation(context).section_of_type(NetworkIndexPage)


@register.inclusion_tag("networks/space/navigation.html")
def space_navigation(network: Network, membership: Membership, current: str) -> dict[str, Any]:
    """Render the navigation of a network's space.

    Args:
        network: The network.
        membership: The user's membership.
        current: The key of the current section.
    """
    return {"network": network, "items": navigation_items(network, membership, current)}
