"""The dashboard panel of undecided join requests."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from networks.models import JoinRequest


class RequestsPanel(Component):
    """Counts the undecided requests that the user handles."""

    name = "requests"
    template_name = "networks/requests/panel.html"
    order = 95

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: object) -> dict:
        """Count the requests, as the inbox lists them by default."""
        handled = JoinRequest.objects.handled_by(self.user)
        counts = handled.count_open()
        days = (timezone.now() - counts["oldest"]).days if counts["oldest"] else 0
        return {
            "open_requests": counts,
            "days": days,
            "suspected": handled.suspected().count(),
        }


def add_requests_panel(request: HttpRequest, panels: list) -> None:
    """Insert the panel of join requests first, for users who may change join requests."""
    if request.user.has_perm("networks.change_joinrequest"):
        panels.insert(0, RequestsPanel(request))
