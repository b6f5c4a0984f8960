"""The state of the login session, for `session-guard.js`, and the page after signing in again."""

from django.contrib.sessions.models import Session
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from accounts.interrupted_forms import form_author


class LoginSessionView(View):
    """Returns the user and the seconds until the login session ends as JSON; POST extends it."""

    def get(self, request: HttpRequest) -> JsonResponse:
        """Return the state; no user after the session has ended."""
        state = {
            "author": form_author(request.user),
            "name": str(request.user) if request.user.is_authenticated else "",
            "seconds": seconds_left(request) if request.user.is_authenticated else 0,
            "csrf_token": get_token(request),
        }
        response = JsonResponse(state)
        response["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest) -> JsonResponse:
        """Extend the session to its full length from now, and return the state."""
        if request.user.is_authenticated:
            request.session.modified = True
            request.session.save()
        return self.get(request)


class SignedInView(TemplateView):
    """Tells a user who signed in on another tab to go back to the first."""

    template_name = "account/signed_in.html"


def seconds_left(request: HttpRequest) -> int:
    """Return the seconds until the stored session expires."""
    rows = Session.objects.filter(session_key=request.session.session_key)
    expires_at = rows.values_list("expire_date", flat=True).first()
    if expires_at is None:
        return request.session.get_expiry_age()
    return max(0, int((expires_at - timezone.now()).total_seconds()))
