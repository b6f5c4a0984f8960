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
    heading = "Add session"
    explanation = "To plan a meeting that repeats, add a recurring session instead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Create the session."""
        session = services.create_session(self.request.user, self.network, form.model_values())
        messages.success(
            self.request, "Session added. Members see it in the list and in their calendars."
        )
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
    heading = "Edit session"
    explanation = (
        "If you change the time, we email everyone who signed up. If this is one of a recurring "
        "session, your changes stay when you edit the recurring session."
    )
    success_message = "Session updated."


class SessionNotesView(SessionFieldsUpdateView):
    """Changes the notes and the recording of a session."""

    form_class = SessionNotesForm
    heading = "Notes and recording"
    success_message = "Notes and recording saved. Members see them on this page."


class SessionCancelView(SingleSessionFormView):
    """Cancels a session, after confirmation."""

    form_class = SessionCancelForm
    heading = "Cancel session"
    button = "Cancel session"
    explanation = (
        "We email everyone who signed up. The session stays in lists and calendars, marked as "
        "cancelled. You can undo this until the time it would have ended."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        """Cancel the session."""
        reason = form.cleaned_data["reason"]
        session = services.cancel_session(self.request.user, self.session.pk, reason)
        if session.is_cancelled:
            messages.success(
                self.request, "Session cancelled. Everyone who signed up has been emailed."
            )
        else:
            messages.warning(self.request, "You cannot cancel this session because it is over.")
        return redirect(self.session)


class SessionReinstateView(SingleSessionFormView):
    """Withdraws the cancellation of a session, after confirmation."""

    form_class = Form
    heading = "Undo cancellation"
    button = "Undo cancellation"
    explanation = "We email everyone who signed up."

    def form_valid(self, form: Any) -> HttpResponse:
        """Reinstate the session."""
        session = services.reinstate_session(self.request.user, self.session.pk)
        if session.is_cancelled:
            messages.warning(
                self.request, "You cannot undo the cancellation, because the session is over."
            )
        else:
            messages.success(
                self.request,
                "The session will take place. Everyone who signed up has been emailed.",
            )
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
    heading = "Add recurring session"
    explanation = (
        "Members see the sessions of the next 6 months in the list and in their calendars."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        """Create the series and its sessions."""
        series = create_series(self.request.user, self.network, form.model_values())
        messages.success(self.request, f"“{series}” added: {series.recurrence_text}.")
        return redirect("networks:series", self.network.slug)


class SeriesUpdateView(SeriesMixin, OrganiserFormView):
    """Changes a series and its upcoming sessions.

    Attributes:
        series: The series, loaded after the membership check.
    """

    form_class = SeriesForm
    heading = "Edit recurring session"
    explanation = (
        "Your changes apply to all upcoming sessions. Details that you changed on a single session "
        "stay. If the time changes, we email everyone who signed up."
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
        return "Recurring session updated, with its upcoming sessions."


class SeriesEndView(SeriesUpdateView):
    """Sets or clears the last date of a series."""

    form_class = SeriesEndForm
    heading = "End recurring session"
    explanation = (
        "We remove sessions after the last date. If members have signed up for one, it is "
        "cancelled and we email them. Sessions that you edited singly stay. You can cancel each."
    )

    def get_success_message(self, form: Any) -> str:
        """Return the message with the last date, if there is one."""
        last_date = form.cleaned_data["last_date"]
        return (
            f"The last session is on {last_date:%-d %B %Y}." if last_date else "No end date is set."
        )
