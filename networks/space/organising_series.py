"""Organisers make, change and end series of sessions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.models import SessionSeries
from networks.optimistic_lock import EditConflictError
from networks.sessions.reshaping import UnsureError, change_series, make_series
from networks.sessions.series_forms import EndForm, SeriesForm
from networks.space.entering import RoomMixin
from networks.space.organising_sessions import OrganisingView


class SeriesMixin(RoomMixin):
    """A view of a network's series, for those who run it."""

    for_organisers = True
    section = "sessions"

    def get_back_url(self) -> str:
        """Return the list of series."""
        return reverse("networks:series", args=[self.network.slug])

    def all_series(self) -> Any:
        """Return this network's series."""
        organised = SessionSeries.objects.organised_by(self.request.user)
        return organised.filter(network=self.network)


class SeriesListView(SeriesMixin, TemplateView):
    """Lists the series."""

    template_name = "networks/space/sessions/series.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the series."""
        return super().get_context_data(**kwargs) | {"all_series": self.all_series()}


class NewSeriesView(SeriesMixin, OrganisingView):
    """Makes a series."""

    form_class = SeriesForm
    heading = "A new series"
    explanation = "Its sessions are put into everybody’s list and calendar for half a year ahead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Make it, with its sessions."""
        series = make_series(self.request.user, self.network, form.as_fields())
        messages.success(self.request, f"“{series}” is made: {series.rhythm_in_words}.")
        return redirect("networks:series", self.network.slug)


class ChangeSeriesView(SeriesMixin, OrganisingView):
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
            change_series(user, self.series.pk, form.as_fields(), is_sure, seen)
        except EditConflictError:
            return self.changed_meanwhile(form, self.all_series().get(pk=self.series.pk).version)
        except UnsureError as unsure:
            form.ask_whether_sure(unsure.plan)
            return self.form_invalid(form)
        messages.success(self.request, self.what_was_done(form))
        return redirect("networks:series", self.network.slug)

    def what_was_done(self, form: Any) -> str:
        """Say that it is changed."""
        return "Changed, with its sessions to come."


class EndSeriesView(ChangeSeriesView):
    """Says when a series ends, or that it goes on."""

    form_class = EndForm
    heading = "When does the series end?"
    explanation = (
        "Sessions after the last day go; one to which somebody signed up is cancelled, and they "
        "are told. Sessions that you changed by themselves stay: cancel each by itself."
    )

    def what_was_done(self, form: Any) -> str:
        """Say until when it goes on."""
        last_on = form.cleaned_data["last_on"]
        return f"It ends on {last_on:%-d %B %Y}." if last_on else "It goes on: no end is set."
