"""What members see of sessions: those to come, those that were, and each by itself."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView

from networks.models import Session, SignUp
from networks.models.session import SessionQuerySet
from networks.sessions.icalendar_feed import (
    build_calendar,
    feed_url,
    icalendar_response,
    reset_feed_token,
)
from networks.sessions.services import cancel_sign_up, sign_up
from networks.space.mixins import SpaceMixin

PAGE_SIZE = 20
SIGN_UP_CLOSED = "The session no longer takes sign-ups."


class SessionsMixin(SpaceMixin):
    """A view of a network's sessions."""

    section = "sessions"

    def sessions(self) -> SessionQuerySet:
        """Return what this person may see of this network's sessions."""
        visible = Session.objects.visible_to(self.request.user).filter(network=self.network)
        return visible.annotate_for_user(self.request.user)


class SingleSessionMixin(SessionsMixin):
    """A view of one session.

    Attributes:
        session: The session, once somebody who may see it came in.
    """

    session: Session

    def enter(self, request: HttpRequest, slug: str) -> None:
        """Find the session in the room.

        Raises:
            Http404: It is not of this room, or there is no such room for this person.
        """
        super().enter(request, slug)
        session = self.sessions().filter(pk=self.kwargs["pk"]).first()
        if session is None:
            raise Http404
        self.session = session

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the session."""
        return super().get_context_data(**kwargs) | {"session": self.session}


class SessionListView(SessionsMixin, TemplateView):
    """Lists the sessions to come, the next one first."""

    template_name = "networks/sessions/upcoming.html"

    def get_listed(self) -> SessionQuerySet:
        """Return what is listed."""
        return self.sessions().upcoming()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template one page of the list."""
        number = self.request.GET.get("page")
        page = Paginator(self.get_listed(), PAGE_SIZE).get_page(number)
        return super().get_context_data(**kwargs) | {"sessions": page}


class PastSessionListView(SessionListView):
    """Lists the sessions that were, the last one first, with their notes and recordings."""

    template_name = "networks/sessions/past.html"

    def get_listed(self) -> SessionQuerySet:
        """Return what is listed."""
        return self.sessions().past()


class SessionDetailView(SingleSessionMixin, TemplateView):
    """Shows a session."""

    template_name = "networks/sessions/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give organisers, and nobody else, the names of those who mean to come."""
        signed_up = SignUp.objects.organised_by(self.request.user).filter(session=self.session)
        coming = signed_up.by_members().select_related("user")
        return super().get_context_data(**kwargs) | {"coming": coming}


class SignUpCreateView(SingleSessionMixin, View):
    """Takes somebody's word that they come."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it, and say so."""
        if sign_up(request.user, pk):
            messages.success(request, "You are on the list. We remind you the day before.")
        else:
            messages.warning(request, SIGN_UP_CLOSED)
        return redirect(self.session)


class SignUpCancelView(SingleSessionMixin, View):
    """Takes somebody off the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it, and say so."""
        cancel_sign_up(request.user, pk)
        messages.success(request, "You are off the list.")
        return redirect(self.session)


class SessionICalendarView(SingleSessionMixin, View):
    """Gives a member one session, to be put into a calendar by hand."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the file."""
        calendar = build_calendar(self.network, [self.session])
        return icalendar_response(calendar, f"{self.network.slug}-session-{pk}")


class CalendarSubscriptionView(SpaceMixin, TemplateView):
    """Shows a member the private address of the calendar, and makes another when asked to."""

    template_name = "networks/sessions/calendar_subscription.html"
    section = "calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the address, and the one that opens a calendar programme."""
        address = feed_url(self.membership)
        return super().get_context_data(**kwargs) | {
            "address": address,
            "webcal": f"webcal://{address.partition('://')[2]}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make another address."""
        reset_feed_token(request.user, self.membership)
        messages.success(
            request, "You have a new address. The one before gives nothing any more: add the new."
        )
        return redirect(request.path)
