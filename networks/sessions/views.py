"""Members' views of sessions: lists, details, sign-up, and the calendar subscription."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView

from networks.models import Session, SessionGuest, SignUp
from networks.models.session import SessionQuerySet
from networks.sessions.feed_token import feed_url, reset_feed_token
from networks.sessions.icalendar_feed import build_calendar, icalendar_response
from networks.sessions.services import cancel_sign_up, sign_up
from networks.space.mixins import SpaceMixin

PAGE_SIZE = 20
SIGN_UP_CLOSED = "You can no longer sign up for this session."


class SessionsMixin(SpaceMixin):
    """A view of a network's sessions."""

    section = "sessions"

    def get_sessions(self) -> SessionQuerySet:
        """Return the network's sessions that the user may see."""
        visible = Session.objects.visible_to(self.request.user).filter(network=self.network)
        return visible.annotate_for_user(self.request.user)


class SingleSessionMixin(SessionsMixin):
    """A view of one session.

    Attributes:
        session: The session, loaded after the membership check.
    """

    session: Session

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Extend the membership check by loading the session.

        Raises:
            Http404: The network has no such session, or the user is not a member.
        """
        super().load_objects(request, slug)
        session = self.get_sessions().filter(pk=self.kwargs["pk"]).first()
        if session is None:
            raise Http404
        self.session = session

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the session."""
        return super().get_context_data(**kwargs) | {"session": self.session}


class SessionListView(SessionsMixin, TemplateView):
    """Lists the upcoming sessions, soonest first."""

    template_name = "networks/sessions/upcoming.html"

    def get_queryset(self) -> SessionQuerySet:
        """Return the listed sessions."""
        return self.get_sessions().upcoming()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the list."""
        number = self.request.GET.get("page")
        page = Paginator(self.get_queryset(), PAGE_SIZE).get_page(number)
        return super().get_context_data(**kwargs) | {"sessions": page}


class PastSessionListView(SessionListView):
    """Lists the past sessions, latest first, with their notes and recordings."""

    template_name = "networks/sessions/past.html"

    def get_queryset(self) -> SessionQuerySet:
        """Return the listed sessions."""
        return self.get_sessions().past()


class SessionDetailView(SingleSessionMixin, TemplateView):
    """Shows a session."""

    template_name = "networks/sessions/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sign-ups and guests, whose names only organisers may see."""
        organised = SignUp.objects.organised_by(self.request.user).filter(session=self.session)
        sign_ups = organised.by_members().select_related("user")
        guests = SessionGuest.objects.organised_by(self.request.user).filter(session=self.session)
        return super().get_context_data(**kwargs) | {"sign_ups": sign_ups, "guests": guests}


class SignUpCreateView(SingleSessionMixin, View):
    """Signs the user up for a session."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign up and add a message with the outcome."""
        if sign_up(request.user, pk):
            messages.success(
                request, "You have signed up. We will email you a reminder the day before."
            )
        else:
            messages.warning(request, SIGN_UP_CLOSED)
        return redirect(self.session)


class SignUpCancelView(SingleSessionMixin, View):
    """Withdraws the user's sign-up."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw the sign-up and add a message."""
        cancel_sign_up(request.user, pk)
        messages.success(request, "You are no longer signed up.")
        return redirect(self.session)


class SessionICalendarView(SingleSessionMixin, View):
    """Serves one session as an iCalendar file, for import by hand."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the file."""
        calendar = build_calendar(self.network, [self.session])
        return icalendar_response(calendar, f"{self.network.slug}-session-{pk}")


class CalendarSubscriptionView(SpaceMixin, TemplateView):
    """Shows a member the private URL of their feed, and replaces it on request."""

    template_name = "networks/sessions/calendar_subscription.html"
    section = "sessions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the feed's URL, and its webcal form that opens a calendar application."""
        url = feed_url(self.membership)
        return super().get_context_data(**kwargs) | {
            "feed_url": url,
            "webcal_url": f"webcal://{url.partition('://')[2]}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Replace the feed's URL."""
        reset_feed_token(request.user, self.membership)
        messages.success(
            request,
            "New address created. The old address no longer works. Add the new address to your "
            "calendar.",
        )
        return redirect(request.path)
