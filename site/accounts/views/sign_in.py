"""Views of sign-in and second factors: django-allauth's, with additional context."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.second_factor import policy


class SignInView(LoginView):
    """Sign-in by password, with links to codes and passkeys."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether this hub requires no second factors, for a remark on the page."""
        context = super().get_context_data(**kwargs)
        return context | {"second_factor_not_required": not settings.HUB_SECOND_FACTOR_REQUIRED}


REDIRECT_SESSION_KEY = "second_factor_next_url"
"""Session key of the URL requested before a second factor had to be set up."""


class SecondFactorIndexView(base.IndexView):
    """Lists the second factors, and shows whether one must be set up."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the requested URL in the session until the second factor is set up."""
        next_url = request.GET.get("next", "")
        allowed_hosts = {request.get_host()}
        if url_has_allowed_host_and_scheme(
            next_url, allowed_hosts, require_https=request.is_secure()
        ):
            request.session[REDIRECT_SESSION_KEY] = next_url
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a second factor must be set up, and whether for access to the admin."""
        user = self.request.user
        return super().get_context_data(
            must_set_up=policy.must_set_up_second_factor(user),
            can_access_admin=policy.can_access_admin(user),
            **kwargs,
        )


class RecoveryCodesView(ViewRecoveryCodesView):
    """Shows the recovery codes, at the end of setting up a first second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the URL that was requested before the setup."""
        next_url = self.request.session.get(REDIRECT_SESSION_KEY, "")
        return super().get_context_data(redirect_url=next_url, **kwargs)


class SecondFactorView(base.AuthenticateView):
    """Form view for the code of the second factor at sign-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the user has a passkey."""
        passkeys = Authenticator.objects.filter(
            user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN
        )
        return super().get_context_data(**kwargs) | {"has_passkey": passkeys.exists()}
