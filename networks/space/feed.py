"""A member's calendar, as calendar programmes fetch it by its private address."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from accounts.rate_limit import RateLimit, client_ip
from networks.models import Membership, Session
from networks.sessions.addresses import holder_of, read
from networks.sessions.calendar import calendar_of

SHOWN_AFTERWARDS = timedelta(days=60)
GUESSES = RateLimit("calendar", times=30, seconds=600)


class FeedView(View):
    """Gives a calendar to whoever holds its address, and to nobody else.

    An address that ended, one that never was and one of a network that is closed are answered
    alike. Guesses are counted, and after some of them answered by a refusal; an address that was
    once ours is no guess, since programmes ask for it long after it has ended.
    """

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, for nobody to keep, to find, or to be referred from."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the calendar, whole: what a programme says it has already makes no difference."""
        named = read(token)
        if named is None:
            return self._refuse(request)
        holder = holder_of(*named)
        return self._calendar(holder) if holder else _nothing()

    @staticmethod
    def _refuse(request: HttpRequest) -> HttpResponse:
        if GUESSES.is_reached(client_ip(request)):
            return HttpResponse("Too many tries. Wait ten minutes.\n", _PLAIN, status=429)
        GUESSES.count(client_ip(request))
        return _nothing()

    @staticmethod
    def _calendar(holder: Membership) -> HttpResponse:
        visible = Session.objects.visible_to(holder.user).filter(network=holder.network)
        shown = visible.filter(ends_at__gt=timezone.now() - SHOWN_AFTERWARDS)
        sessions = shown.for_reader(holder.user).order_by("starts_at", "pk")
        return calendar_response(calendar_of(holder.network, sessions), holder.network.slug)


_PLAIN = "text/plain; charset=utf-8"


def _nothing() -> HttpResponse:
    return HttpResponse("There is no calendar at this address.\n", _PLAIN, status=404)


def calendar_response(calendar: bytes, name: str) -> HttpResponse:
    """Return a calendar as a file of a name."""
    response = HttpResponse(calendar, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
