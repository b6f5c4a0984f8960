"""The public form in which guests ask for the link to an open session, and organisers' actions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts.form_token import TOKEN_EXPIRED, TOKEN_FIELD, FormToken
from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from accounts.rate_limit import client_ip
from networks.join_forms.builder import MAX_LENGTHS, PublicEmailField
from networks.join_forms.context import protection_context
from networks.join_forms.spam import IP_LIMIT, RATE_LIMITED, count_submission, spam_reasons
from networks.models import Session, SessionGuest
from networks.sessions.guests import (
    SessionClosedError,
    open_session,
    release_guest,
    remove_guest,
    request_guest_link,
)
from networks.sessions.organiser_views import SingleSessionFormView
from networks.sessions.views import SingleSessionMixin


class GuestForm(RejectPatientIdentifiersMixin, forms.Form):
    """The name and email address of a guest."""

    name = forms.CharField(
        label="Your name",
        max_length=SessionGuest._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    email = PublicEmailField(
        label="Email address",
        max_length=MAX_LENGTHS["email"],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We will email the link to this address.",
        error_messages={"required": "Enter your email address."},
    )

    def names_to_scan(self) -> list[str]:
        """Scan the name; an email address may contain a year of birth."""
        return ["name"]

    def clean_email(self) -> str:
        """Return the email address in lower case."""
        return self.cleaned_data["email"].lower()


# As for join forms: no session is needed, and the signed form token replaces the CSRF cookie.
@method_decorator(csrf_exempt, name="dispatch")
class GuestRequestView(View):
    """Shows and stores the request of a guest for the link to an open session."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the session, or say that it takes no guests; the response is never cached."""
        session = open_session(kwargs["slug"], kwargs["pk"])
        if session is None:
            response = self._render_closed()
        else:
            self.session: Session = session
            response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self._render_form(GuestForm(), FormToken.new())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Store the request, or show the form with its errors."""
        form = GuestForm(request.POST)
        token = FormToken.read(request.POST.get(TOKEN_FIELD, ""))
        if form.is_valid() and token is None:
            form.add_error(None, TOKEN_EXPIRED)
        if token is None or form.errors:
            return self._render_form(form, token or FormToken.new(), status=422)
        if IP_LIMIT.is_exceeded(client_ip(request)):
            form.add_error(None, RATE_LIMITED)
            return self._render_form(form, token, status=429)
        IP_LIMIT.record(client_ip(request))
        email = form.cleaned_data["email"]
        reasons = " ".join(spam_reasons(request, token, email))
        try:
            is_new = request_guest_link(self.session, token, form.cleaned_data, reasons)
        except SessionClosedError:
            return self._render_closed()
        if is_new:
            count_submission(request, token, email)
        return redirect("networks:guest_thanks", **kwargs)

    def _render_form(self, form: GuestForm, token: FormToken, status: int = 200) -> HttpResponse:
        context = {"form": form, "session": self.session, "network": self.session.network}
        return render(
            self.request,
            "networks/guests/form.html",
            context | protection_context(token),
            status=status,
        )

    def _render_closed(self) -> HttpResponse:
        return render(self.request, "networks/guests/closed.html", status=404)


class GuestThanksView(View):
    """Confirms a request and says what happens next, in the same words to every visitor."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Show the confirmation, or that the session takes no guests."""
        session = open_session(slug, pk)
        if session is None:
            return render(request, "networks/guests/closed.html", status=404)
        context = {"session": session, "network": session.network}
        return render(request, "networks/guests/thanks.html", context)


class GuestReleaseView(SingleSessionMixin, View):
    """Emails the link to a guest whose submission looked like spam, or who was removed."""

    for_organisers = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, guest: int) -> HttpResponse:
        """Release the guest."""
        release_guest(request.user, self.session, guest)
        messages.success(request, "We will email the link to this guest.")
        return redirect(self.session)


class GuestRemoveView(SingleSessionFormView):
    """Removes a guest after confirmation."""

    form_class = forms.Form
    heading = "Remove guest"
    button = "Remove guest"
    explanation = (
        "We will send no more emails to this guest, and they cannot ask for the link again with "
        "this email address. You can let them back in. If they have the link already, it still "
        "works until you change the link of the session."
    )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Remove the guest."""
        remove_guest(self.request.user, self.session, self.kwargs["guest"])
        messages.success(self.request, "Guest removed.")
        return redirect(self.session)
