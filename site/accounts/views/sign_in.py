"""The page where everybody signs in."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings


class SignInView(LoginView):
    """Asks for address and password, and offers a code or a passkey in their place."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether this hub does without second steps, so that the page can say so."""
        context = super().get_context_data(**kwargs)
        return context | {"without_second_step": not settings.HUB_SECOND_FACTOR_REQUIRED}
