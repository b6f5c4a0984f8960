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
from networks.sessions.calendar import calendar_of
from networks.sessions.signing_up import sign_up, take_back
from networks.space.entering import RoomMixin
from networks.space.feed import calendar_response

PAGE_SIZE = 20
TOO_LATE = "The session no longer takes sign-ups."


class SessionsMixin(RoomMixin):
    """A view of a network's sessions."""

    section = "sessions"

    def sessions(self) -> SessionQuerySet:
        """Return what this person may see of this network's sessions."""
        visible = Session.objects.visible_to(self.request.user).filter(network=self.network)
        return visible.for_reader(self.request.user)


class OneSessionMixin(SessionsMixin):
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


class SessionsView(SessionsMixin, TemplateView):
    """Lists the sessions to come, the next one first."""

    template_name = "networks/space/sessions/coming.html"

    def get_listed(self) -> SessionQuerySet:
        """Return what is listed."""
        return self.sessions().upcoming()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template one page of the list."""
        number = self.request.GET.get("page")
        page = Paginator(self.get_listed(), PAGE_SIZE).get_page(number)
        return super().get_context_data(**kwargs) | {"sessions": page}


class PastSessionsView(SessionsView):
    """Lists the sessions that were, the last one first, with their notes and recordings."""

    template_name = "networks/space/sessions/past.html"

    def get_listed(self) -> SessionQuerySet:
        """Return what is listed."""
        return self.sessions().past()


class SessionView(OneSessionMixin, TemplateView):
    """Shows a session."""

    template_name = "networks/space/sessions/session.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give organisers, and nobody else, the names of those who mean to come."""
        signed_up = SignUp.objects.organised_by(self.request.user).filter(session=self.session)
        coming = signed_up.by_members().select_related("user")
        return super().get_context_data(**kwargs) | {"coming": coming}


class SignUpView(OneSessionMixin, View):
    """Takes somebody's word that they come."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it, and say so."""
        if sign_up(request.user, pk):
            messages.success(request, "You are on the list. We remind you the day before.")
        else:
            messages.warning(request, TOO_LATE)
        return redirect(self.session)


class TakeBackView(OneSessionMixin, View):
    """Takes somebody off the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it, and say so."""
        take_back(request.user, pk)
        messages.success(request, "You are off the list.")
        return redirect(self.session)


class SessionFileView(OneSessionMixin, View):
    """Gives a member one session, to be put into a calendar by hand."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the file."""
        calendar = calendar_of(self.network, [self.session])
        return calendar_response(calendar, f"{self.network.slug}-session-{pk}")
