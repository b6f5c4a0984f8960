"""Organisers' views of sessions and series: create, change, cancel, reinstate, end."""

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
from networks.sessions.update_series import (
    ConfirmationRequiredError,
    create_series,
    update_series,
)
from networks.sessions.views import SessionsMixin, SingleSessionMixin
from networks.space.mixins import SpaceFormView, SpaceMixin


class OrganiserFormView(SpaceMixin, SpaceFormView):
    """A form about sessions, for organisers."""

    for_organisers = True
    template_name = "networks/sessions/form.html"

    def get_cancel_url(self) -> str:
        """Return the list of upcoming sessions."""
        return reverse("networks:sessions", args=[self.kwargs["slug"]])


class SessionCreateView(SessionsMixin, OrganiserFormView):
    """Creates a session outside any series."""

    form_class = SessionForm
    heading = "A new session"
    explanation = "For sessions that come again and again, make a series instead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Create the session."""
        session = services.create_session(self.request.user, self.network, form.model_values())
        messages.success(self.request, "The session is in everybody’s list and calendar.")
        return redirect(session)


class SingleSessionFormView(SingleSessionMixin, OrganiserFormView):
    """A form about one session."""

    def get_cancel_url(self) -> str:
        """Return the session's page."""
        return self.session.get_absolute_url()


class SessionFieldsUpdateView(SingleSessionFormView):
    """Changes the fields of a session that its form names."""

    success_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the session as the form's instance."""
        return super().get_form_kwargs() | {"instance": self.session}

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the session, or show the form again if another organiser has saved it since."""
        user, pk = self.request.user, self.session.pk
        try:
            services.update_session(
                user, pk, form.model_values(), form.cleaned_data["expected_version"]
            )
        except EditConflictError:
            return self.form_conflict(form, self.session.edit_version)
        messages.success(self.request, self.success_message)
        return redirect(self.session)


class SessionUpdateView(SessionFieldsUpdateView):
    """Changes the time, guest and topic of a session."""

    form_class = SessionForm
    heading = "Change the session"
    explanation = (
        "Whoever signed up is told at once if it takes place at another time. What you give this "
        "session stays its own when its series changes."
    )
    success_message = "Changed."


class SessionNotesView(SessionFieldsUpdateView):
    """Changes the notes and the recording of a session."""

    form_class = SessionNotesForm
    heading = "Notes and recording"
    success_message = "Saved. Members find it on this page."


class SessionCancelView(SingleSessionFormView):
    """Cancels a session, after confirmation."""

    form_class = SessionCancelForm
    heading = "Cancel the session?"
    button = "Cancel the session"
    explanation = (
        "It stays in lists and calendars, marked as cancelled, and whoever signed up is told at "
        "once. You can bring it back until it would be over."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        """Cancel the session."""
        reason = form.cleaned_data["reason"]
        session = services.cancel_session(self.request.user, self.session.pk, reason)
        if session.is_cancelled:
            messages.success(self.request, "The session is cancelled.")
        else:
            messages.warning(self.request, "The session is over: there is nothing to cancel.")
        return redirect(self.session)


class SessionReinstateView(SingleSessionFormView):
    """Withdraws the cancellation of a session, after confirmation."""

    form_class = Form
    heading = "Let it take place after all?"
    button = "Bring it back"
    explanation = "Whoever signed up is told at once."

    def form_valid(self, form: Any) -> HttpResponse:
        """Reinstate the session."""
        session = services.reinstate_session(self.request.user, self.session.pk)
        if session.is_cancelled:
            messages.warning(self.request, "The session would be over: it cannot come back.")
        else:
            messages.success(self.request, "The session takes place.")
        return redirect(self.session)


class SeriesMixin(SpaceMixin):
    """A view of a network's series, for organisers."""

    for_organisers = True
    section = "sessions"

    def get_cancel_url(self) -> str:
        """Return the list of series."""
        return reverse("networks:series", args=[self.network.slug])

    def get_all_series(self) -> Any:
        """Return the network's series."""
        organised = SessionSeries.objects.organised_by(self.request.user)
        return organised.filter(network=self.network)


class SeriesListView(SeriesMixin, TemplateView):
    """Lists the series."""

    template_name = "networks/sessions/series_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the series."""
        return super().get_context_data(**kwargs) | {"all_series": self.get_all_series()}


class SeriesCreateView(SeriesMixin, OrganiserFormView):
    """Creates a series."""

    form_class = SeriesForm
    heading = "A new series"
    explanation = "Its sessions are put into everybody’s list and calendar for half a year ahead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Create the series and its sessions."""
        series = create_series(self.request.user, self.network, form.model_values())
        messages.success(self.request, f"“{series}” is made: {series.recurrence_text}.")
        return redirect("networks:series", self.network.slug)


class SeriesUpdateView(SeriesMixin, OrganiserFormView):
    """Changes a series and its upcoming sessions.

    Attributes:
        series: The series, loaded after the membership check.
    """

    form_class = SeriesForm
    heading = "Change the series"
    explanation = (
        "Sessions to come change with it. What you gave one of them by itself stays: a guest, a "
        "topic, another time. Whoever signed up is told at once of a new time."
    )
    series: SessionSeries

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Extend the membership check by loading the series.

        Raises:
            Http404: The network has no such series, or the user does not organise it.
        """
        super().load_objects(request, slug)
        series = self.get_all_series().filter(pk=self.kwargs["pk"]).first()
        if series is None:
            raise Http404
        self.series = series

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the series as the form's instance."""
        return super().get_form_kwargs() | {"instance": self.series}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the series."""
        return super().get_context_data(**kwargs) | {"series": self.series}

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the series; require confirmation first if sessions would be removed."""
        user, is_confirmed = self.request.user, form.cleaned_data["confirmed"]
        expected_version = form.cleaned_data["expected_version"]
        try:
            update_series(user, self.series.pk, form.model_values(), is_confirmed, expected_version)
        except EditConflictError:
            return self.form_conflict(
                form, self.get_all_series().get(pk=self.series.pk).edit_version
            )
        except ConfirmationRequiredError as required:
            form.require_confirmation(required.plan)
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message(form))
        return redirect("networks:series", self.network.slug)

    def get_success_message(self, form: Any) -> str:
        """Return the message after the series is saved."""
        return "Changed, with its sessions to come."


class SeriesEndView(SeriesUpdateView):
    """Sets or clears the last date of a series."""

    form_class = SeriesEndForm
    heading = "When does the series end?"
    explanation = (
        "Sessions after the last day go; one to which somebody signed up is cancelled, and they "
        "are told. Sessions that you changed by themselves stay: cancel each by itself."
    )

    def get_success_message(self, form: Any) -> str:
        """Return the message with the last date, if there is one."""
        last_date = form.cleaned_data["last_date"]
        return f"It ends on {last_date:%-d %B %Y}." if last_date else "It goes on: no end is set."
