"""The public page of a network: what it is, when it meets, how to ask; never who is in it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.views.generic import DetailView

from networks.models import Network, Session
from pages.models import HubPage


class NetworkView(DetailView):
    """Shows a network to anybody."""

    template_name = "networks/network.html"
    context_object_name = "network"

    def get_queryset(self) -> Any:
        """Look among the networks that anybody may read of."""
        networks = Network.objects.visible_to(self.request.user).with_figures()
        return networks.select_related("image", "join_form")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what the page shows."""
        return super().get_context_data(**kwargs) | network_page_context(self.object, self.request)


def network_page_context(network: Network, request: HttpRequest) -> dict[str, Any]:
    """Return what the public page of a network shows, as this reader sees it.

    Args:
        network: The network, as stored or as a draft would be.
        request: The reader's request.
    """
    stories = [story.page_id for story in network.stories.all()]
    pages = HubPage.objects.visible_to(request.user).filter(pk__in=stories)
    return {
        "network": network,
        "figures": network if hasattr(network, "member_count") else None,
        "today": timezone.localdate(),
        "next_open_session": next_open_session(network),
        "stories": list(pages.newest_first().for_cards()),
        "can_enter_space": Network.objects.open_to(request.user).filter(pk=network.pk).exists(),
    }


def next_open_session(network: Network) -> Session | None:
    """Return the next session of a network that anybody may come to."""
    if network.pk is None:
        return None
    coming = Session.objects.filter(network=network, is_open=True)
    return coming.upcoming().not_cancelled().first()
