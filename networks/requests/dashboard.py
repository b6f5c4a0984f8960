"""The requests that wait, on the dashboard of whoever decides on them."""

from django.db.models import Count, Min
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from networks.models import JoinRequest


class RequestsPanel(Component):
    """How many requests wait for this person, or for others who decide with them."""

    name = "requests"
    template_name = "networks/requests/waiting.html"
    order = 95

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: object) -> dict:
        """Count them; those that somebody else took wait for that person."""
        handled = JoinRequest.objects.handled_by(self.user)
        waiting = handled.filter(status=JoinRequest.Status.WAITING, taken_by=None)
        found = waiting.aggregate(number=Count("pk"), oldest=Min("created_at"))
        oldest = found["oldest"]
        return {
            "number": found["number"],
            "days": (timezone.now() - oldest).days if oldest else 0,
            "suspected": handled.suspected().count(),
        }


def add_panel(request: HttpRequest, panels: list) -> None:
    """Put the requests before everything else, for whoever decides on any."""
    if request.user.has_perm("networks.change_joinrequest"):
        panels.insert(0, RequestsPanel(request))
