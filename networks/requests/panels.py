"""The requests that wait, on the dashboard of whoever decides on them."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from networks.models import JoinRequest


class RequestsPanel(Component):
    """How many requests wait for this person and for others who decide with them."""

    name = "requests"
    template_name = "networks/requests/panel.html"
    order = 95

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: object) -> dict:
        """Count them, as the inbox lists them at first."""
        handled = JoinRequest.objects.handled_by(self.user)
        found = handled.count_open()
        days = (timezone.now() - found["oldest"]).days if found["oldest"] else 0
        return {"waits": found, "days": days, "suspected": handled.suspected().count()}


def add_requests_panel(request: HttpRequest, panels: list) -> None:
    """Put the requests before everything else, for whoever decides on any."""
    if request.user.has_perm("networks.change_joinrequest"):
        panels.insert(0, RequestsPanel(request))
