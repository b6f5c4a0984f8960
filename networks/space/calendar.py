"""A member's own page about the calendar: its address, and another one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from networks.sessions.addresses import address_of, renew
from networks.space.entering import RoomMixin


class CalendarView(RoomMixin, TemplateView):
    """Shows a member the private address of the calendar, and makes another when asked to."""

    template_name = "networks/space/calendar.html"
    section = "calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the address, and the one that opens a calendar programme."""
        address = address_of(self.membership)
        return super().get_context_data(**kwargs) | {
            "address": address,
            "webcal": f"webcal://{address.partition('://')[2]}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make another address."""
        renew(request.user, self.membership)
        messages.success(
            request, "You have a new address. The one before gives nothing any more: add the new."
        )
        return redirect(request.path)
