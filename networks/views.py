"""The public page of a network: its purpose, its next open session and how to join, no members."""

from typing import Any

from django.views.generic import DetailView

from networks.figures import figures_of
from networks.models import Network


class NetworkView(DetailView):
    """Shows the public page of a network."""

    template_name = "networks/network.html"
    context_object_name = "network"

    def get_queryset(self) -> Any:
        """Return the networks visible to the reader."""
        networks = Network.objects.visible_to(self.request.user)
        return networks.select_related("image", "join_form")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the context of the network's page, and its figures."""
        return super().get_context_data(**kwargs) | {
            **self.object.get_context(self.request),
            "figures": figures_of(self.object),
        }
