"""Organisers make, change and cancel sessions, and write what there is of them afterwards."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.models import SessionSeries
from networks.optimistic_lock import EditConflictError
from networks.sessions import services
from networks.sessions.forms import (
    SeriesEndForm,
    SeriesForm,
    SessionCancelForm,
    SessionForm,
    SessionNotesForm,
)
from networks.sessions.update_series import ConfirmationRequiredError, create_series, update_series
from networks.sessions.views import SessionsMixin, SingleSessionMixin
from networks.space.mixins import SpaceFormView, SpaceMixin


class OrganiserFormView(SpaceMixin, SpaceFormView):
    """A form of the organisers' about sessions."""

    for_organisers = True
    template_name = "networks/sessions/form.html"

    def get_cancel_url(self) -> str:
        """Return where somebody goes who leaves all as it is."""
        return reverse("networks:sessions", args=[self.kwargs["slug"]])


class SessionCreateView(SessionsMixin, OrganiserFormView):
    """Makes a session by itself."""

    form_class = SessionForm
    heading = "A new session"
    explanation = "For sessions that come again and again, make a series instead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Make it."""
        user = self.request.user
        session = services.create_session(user, self.network, form.model_values())
        messages.success(self.request, "The session is in everybody’s list and calendar.")
        return redirect(session)


class SingleSessionFormView(SingleSessionMixin, OrganiserFormView):
    """A form about one session."""

    def get_cancel_url(self) -> str:
        """Return the session's page."""
        return self.session.get_absolute_url()


class SessionFieldsUpdateView(SingleSessionFormView):
    """Changes a session as a form says."""

    said = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what the session holds."""
        return super().get_form_kwargs() | {"instance": self.session}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, unless somebody else did meanwhile."""
        user, pk = self.request.user, self.session.pk
        try:
            services.update_session(user, pk, form.model_values(), form.cleaned_data["seen"])
        except EditConflictError:
            return self.form_conflict(form, self.session.version)
        messages.success(self.request, self.said)
        return redirect(self.session)


class SessionUpdateView(SessionFieldsUpdateView):
    """Changes when a session is, with whom, and what it is about."""

    form_class = SessionForm
    heading = "Change the session"
    explanation = (
        "Whoever signed up is told at once if it takes place at another time. What you give this "
        "session stays its own when its series changes."
    )
    said = "Changed."


class SessionNotesView(SessionFieldsUpdateView):
    """Writes notes, and where the recording is."""

    form_class = SessionNotesForm
    heading = "Notes and recording"
    said = "Saved. Members find it on this page."


class SessionCancelView(SingleSessionFormView):
    """Cancels a session, after asking."""

    form_class = SessionCancelForm
    heading = "Cancel the session?"
    button = "Cancel the session"
    explanation = (
        "It stays in lists and calendars, marked as cancelled, and whoever signed up is told at "
        "once. You can bring it back until it would be over."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        """Cancel it."""
        session = services.cancel_session(
            self.request.user, self.session.pk, form.cleaned_data["why"]
        )
        if session.is_cancelled:
            messages.success(self.request, "The session is cancelled.")
        else:
            messages.warning(self.request, "The session is over: there is nothing to cancel.")
        return redirect(self.session)


class SessionReinstateView(SingleSessionFormView):
    """Lets a cancelled session take place after all, after asking."""

    form_class = Form
    heading = "Let it take place after all?"
    button = "Bring it back"
    explanation = "Whoever signed up is told at once."

    def form_valid(self, form: Any) -> HttpResponse:
        """Bring it back."""
        session = services.reinstate_session(self.request.user, self.session.pk)
        if session.is_cancelled:
            messages.warning(self.request, "The session would be over: it cannot come back.")
        else:
            messages.success(self.request, "The session takes place.")
        return redirect(self.session)


class SeriesMixin(SpaceMixin):
    """A view of a network's series, for those who run it."""

    for_organisers = True
    section = "sessions"

    def get_cancel_url(self) -> str:
        """Return the list of series."""
        return reverse("networks:series", args=[self.network.slug])

    def all_series(self) -> Any:
        """Return this network's series."""
        organised = SessionSeries.objects.organised_by(self.request.user)
        return organised.filter(network=self.network)


class SeriesListView(SeriesMixin, TemplateView):
    """Lists the series."""

    template_name = "networks/sessions/series_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the series."""
        return super().get_context_data(**kwargs) | {"all_series": self.all_series()}


class SeriesCreateView(SeriesMixin, OrganiserFormView):
    """Makes a series."""

    form_class = SeriesForm
    heading = "A new series"
    explanation = "Its sessions are put into everybody’s list and calendar for half a year ahead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Make it, with its sessions."""
        series = create_series(self.request.user, self.network, form.model_values())
        messages.success(self.request, f"“{series}” is made: {series.recurrence_text}.")
        return redirect("networks:series", self.network.slug)


class SeriesUpdateView(SeriesMixin, OrganiserFormView):
    """Changes a series, and with it the sessions to come."""

    form_class = SeriesForm
    heading = "Change the series"
    explanation = (
        "Sessions to come change with it. What you gave one of them by itself stays: a guest, a "
        "topic, another time. Whoever signed up is told at once of a new time."
    )
    series: SessionSeries

    def enter(self, request: HttpRequest, slug: str) -> None:
        """Find the series.

        Raises:
            Http404: It is not of this room, or the person does not run it.
        """
        super().enter(request, slug)
        series = self.all_series().filter(pk=self.kwargs["pk"]).first()
        if series is None:
            raise Http404
        self.series = series

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what the series holds."""
        return super().get_form_kwargs() | {"instance": self.series}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the series."""
        return super().get_context_data(**kwargs) | {"series": self.series}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it; ask first where sessions would go."""
        user, is_sure = self.request.user, form.cleaned_data["sure"]
        seen = form.cleaned_data["seen"]
        try:
            update_series(user, self.series.pk, form.model_values(), is_sure, seen)
        except EditConflictError:
            return self.form_conflict(form, self.all_series().get(pk=self.series.pk).version)
        except ConfirmationRequiredError as unsure:
            form.require_confirmation(unsure.plan)
            return self.form_invalid(form)
        messages.success(self.request, self.success_message(form))
        return redirect("networks:series", self.network.slug)

    def success_message(self, form: Any) -> str:
        """Say that it is changed."""
        return "Changed, with its sessions to come."


class SeriesEndView(SeriesUpdateView):
    """Says when a series ends, or that it goes on."""

    form_class = SeriesEndForm
    heading = "When does the series end?"
    explanation = (
        "Sessions after the last day go; one to which somebody signed up is cancelled, and they "
        "are told. Sessions that you changed by themselves stay: cancel each by itself."
    )

    def success_message(self, form: Any) -> str:
        """Say until when it goes on."""
        last_date = form.cleaned_data["last_date"]
        return f"It ends on {last_date:%-d %B %Y}." if last_date else "It goes on: no end is set."
