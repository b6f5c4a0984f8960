"""Organisers make, change and cancel sessions, and write what there is of them afterwards."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from networks.optimistic_lock import EditConflictError
from networks.sessions import changing
from networks.sessions.forms import CancelForm, NotesForm, SessionForm
from networks.space.entering import RoomMixin
from networks.space.sessions import OneSessionMixin, SessionsMixin
from networks.space.writing import WritingView


class OrganisingView(RoomMixin, WritingView):
    """A form of the organisers' about sessions."""

    for_organisers = True
    template_name = "networks/space/sessions/form.html"

    def get_back_url(self) -> str:
        """Return where somebody goes who leaves all as it is."""
        return reverse("networks:sessions", args=[self.kwargs["slug"]])


class NewView(SessionsMixin, OrganisingView):
    """Makes a session by itself."""

    form_class = SessionForm
    heading = "A new session"
    explanation = "For sessions that come again and again, make a series instead."

    def form_valid(self, form: Any) -> HttpResponse:
        """Make it."""
        user = self.request.user
        session = changing.make_session(user, self.network, form.as_fields())
        messages.success(self.request, "The session is in everybody’s list and calendar.")
        return redirect(session)


class OneOrganisedView(OneSessionMixin, OrganisingView):
    """A form about one session."""

    def get_back_url(self) -> str:
        """Return the session's page."""
        return self.session.get_absolute_url()


class ChangingView(OneOrganisedView):
    """Changes a session as a form says."""

    said = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what the session holds."""
        return super().get_form_kwargs() | {"instance": self.session}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, unless somebody else did meanwhile."""
        user, pk = self.request.user, self.session.pk
        try:
            changing.change_session(user, pk, form.as_fields(), form.cleaned_data["seen"])
        except EditConflictError:
            return self.changed_meanwhile(form, self.session.version)
        messages.success(self.request, self.said)
        return redirect(self.session)


class ChangeView(ChangingView):
    """Changes when a session is, with whom, and what it is about."""

    form_class = SessionForm
    heading = "Change the session"
    explanation = (
        "Whoever signed up is told at once if it takes place at another time. What you give this "
        "session stays its own when its series changes."
    )
    said = "Changed."


class NotesView(ChangingView):
    """Writes notes, and where the recording is."""

    form_class = NotesForm
    heading = "Notes and recording"
    said = "Saved. Members find it on this page."


class CancelView(OneOrganisedView):
    """Cancels a session, after asking."""

    form_class = CancelForm
    heading = "Cancel the session?"
    button = "Cancel the session"
    explanation = (
        "It stays in lists and calendars, marked as cancelled, and whoever signed up is told at "
        "once. You can bring it back until it would be over."
    )

    def form_valid(self, form: Any) -> HttpResponse:
        """Cancel it."""
        session = changing.cancel(self.request.user, self.session.pk, form.cleaned_data["why"])
        if session.is_cancelled:
            messages.success(self.request, "The session is cancelled.")
        else:
            messages.warning(self.request, "The session is over: there is nothing to cancel.")
        return redirect(self.session)


class BringBackView(OneOrganisedView):
    """Lets a cancelled session take place after all, after asking."""

    form_class = Form
    heading = "Let it take place after all?"
    button = "Bring it back"
    explanation = "Whoever signed up is told at once."

    def form_valid(self, form: Any) -> HttpResponse:
        """Bring it back."""
        session = changing.bring_back(self.request.user, self.session.pk)
        if session.is_cancelled:
            messages.warning(self.request, "The session would be over: it cannot come back.")
        else:
            messages.success(self.request, "The session takes place.")
        return redirect(self.session)
