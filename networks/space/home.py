"""The first page of a network's room."""

from typing import Any

from django.views.generic import TemplateView

from networks.memberships.directory import newcomers
from networks.models import Resource, Room, Session
from networks.space.entering import RoomMixin

MOST_RESOURCES = 5
MOST_NEWCOMERS = 8


class HomeView(RoomMixin, TemplateView):
    """Shows what is next, what is new and who is new."""

    template_name = "networks/space/home.html"
    section = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the welcome, the next session, and what came last."""
        user = self.request.user
        rooms = Room.objects.visible_to(user).filter(network=self.network)
        sessions = Session.objects.visible_to(user).filter(network=self.network).for_reader(user)
        resources = Resource.objects.visible_to(user).filter(network=self.network)
        return super().get_context_data(**kwargs) | {
            "room": rooms.first(),
            "next_session": sessions.upcoming().happening().first(),
            "resources": resources.present().for_list()[:MOST_RESOURCES],
            "newcomers": newcomers(user, self.network, MOST_NEWCOMERS),
        }
