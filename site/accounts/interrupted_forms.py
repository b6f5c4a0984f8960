"""Forms that could not be saved because the login session had ended: what was typed is sent back.

The response contains the submitted fields as hidden inputs, so that the user signs in and sends
them again, with or without JavaScript. Nothing is stored. `session-guard.js` notices the end of a
session before a form is sent.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from accounts.second_factor.middleware import expects_json

FORM_AUTHOR_FIELD = "form_author"
"""The hidden field that names, signed, the user to whom a form was shown."""
NEVER_SENT_BACK = ("password", "csrfmiddlewaretoken")
"""Parts of the names of fields that are not sent back."""
_SIGNER = Signer(salt="accounts.interrupted_forms")


class InterruptedFormMiddleware:
    """Replaces a redirect to the sign-in page, in answer to a form, by the form's fields."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view, or the fields."""
        response = self.get_response(request)
        if request.method != "POST" or not _redirects_to_sign_in(response):
            return response
        if not can_be_sent_back(request):
            return response
        return interrupted_form(request, must_sign_in=True)


def _redirects_to_sign_in(response: HttpResponse) -> bool:
    location = urlsplit(response.get("Location", ""))
    return response.status_code == 302 and location.path == resolve_url(settings.LOGIN_URL)


def can_be_sent_back(request: HttpRequest) -> bool:
    """Return whether the fields of a submitted form may be sent back.

    The forms of accounts contain passwords and codes, so none of them is. A script could not show
    the page.
    """
    is_account = request.path_info.startswith(resolve_url("account_home"))
    return bool(request.POST) and not is_account and not expects_json(request)


def is_from_this_site(request: HttpRequest) -> bool:
    """Return whether a browser says that a form was on a page of this site.

    After signing in, an older form has another CSRF token. What a foreign page submits is never
    sent back: one click of the user would send it.
    """
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def interrupted_form(request: HttpRequest, must_sign_in: bool = False) -> HttpResponse:
    """Respond with 403 and a page that holds the submitted fields, to send them again.

    Nothing is shown to a user other than the one to whom the form was shown.

    Args:
        request: The form.
        must_sign_in: Whether the user has to sign in before sending it again.
    """
    author = request.POST.get(FORM_AUTHOR_FIELD, "")
    is_other_user = request.user.is_authenticated and author not in {"", form_author(request.user)}
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(part in name.lower() for part in NEVER_SENT_BACK)
    ]
    context = {
        "action": request.get_full_path(),
        "fields": [] if is_other_user else fields,
        "is_other_user": is_other_user,
        "has_files": bool(request.FILES),
        "must_sign_in": must_sign_in,
    }
    response = render(request, "account/interrupted_form.html", context, status=403)
    response["Cache-Control"] = "private, no-store"
    return response


def form_author(user: Any) -> str:
    """Return the signed id of a signed-in user, for `FORM_AUTHOR_FIELD`; empty for a visitor."""
    return _SIGNER.sign(str(user.pk)) if user.is_authenticated else ""
