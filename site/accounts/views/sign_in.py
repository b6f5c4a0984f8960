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
        """Add whether this hub does without second steps, so that the page can say so."""
        context = super().get_context_data(**kwargs)
        return context | {"without_second_step": not settings.HUB_SECOND_FACTOR_REQUIRED}


REDIRECT_SESSION_KEY = "second_step_then"
"""Where the session keeps what was asked for before a second step had to be set up."""


class SecondFactorIndexView(base.IndexView):
    """Lists the second factors, and says whether one must be set up."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember where somebody was on the way to, for when the step is set up."""
        there = request.GET.get("next", "")
        here = {request.get_host()}
        if url_has_allowed_host_and_scheme(there, here, require_https=request.is_secure()):
            request.session[REDIRECT_SESSION_KEY] = there
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether one has to be set up, and whether that is for the desk."""
        user = self.request.user
        return super().get_context_data(
            must_set_up=policy.must_set_up_second_factor(user),
            may_open_desk=policy.can_access_admin(user),
            **kwargs,
        )


class RecoveryCodesView(ViewRecoveryCodesView):
    """Shows the recovery codes, at the end of setting up a first second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where somebody was on the way to."""
        there = self.request.session.get(REDIRECT_SESSION_KEY, "")
        return super().get_context_data(redirect_url=there, **kwargs)


class SecondFactorView(base.AuthenticateView):
    """Asks for the second factor at sign-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the account has a passkey, and so can use one."""
        passkeys = Authenticator.objects.filter(
            user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN
        )
        return super().get_context_data(**kwargs) | {"has_passkey": passkeys.exists()}
