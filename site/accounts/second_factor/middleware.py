"""Middleware that requires users to set up their second factor first."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.second_factor import policy

EXEMPT_URL_NAMES = {
    "account_home",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "health",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "wagtailadmin_login",
    "wagtailadmin_logout",
}
"""The views needed to set up a second factor, or to sign out."""


class SecondFactorMiddleware:
    """Redirects users who must have a second factor, and have none, to where it is set up.

    It applies to every URL: any page may show signed-in users more than others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Redirect, or refuse with 403, in place of a view that is not exempt."""
        if request.resolver_match.view_name in EXEMPT_URL_NAMES or not is_second_factor_missing(
            request
        ):
            return None
        where = reverse("mfa_index")
        if expects_json(request):
            return JsonResponse({"error": "Set up two-step verification first."}, status=403)
        if request.method in {"GET", "HEAD"}:
            return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
        return render(request, "account/second_factor_required.html", status=403)


def is_second_factor_missing(request: HttpRequest) -> bool:
    """Return whether the user is signed in and must set up a second factor first.

    A user who signed in with one costs no query.
    """
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    if any(record["method"] == "mfa" for record in records):
        return False
    return policy.must_set_up_second_factor(request.user)


def expects_json(request: HttpRequest) -> bool:
    """Return whether a script sent the request, to which a page would be of no use."""
    is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return is_script or not request.accepts("text/html")
