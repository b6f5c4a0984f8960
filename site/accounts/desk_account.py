"""From the desk's settings to the account: address, password and second step are seen to there."""

from django.http import HttpRequest
from django.urls import reverse


def link(request: HttpRequest) -> dict[str, str]:
    """Return the way to the account's own page."""
    return {
        "url": reverse("account_home"),
        "label": "Sign-in, profile and privacy",
        "help_text": "Your address, password, second step, profile, and what we hold about you.",
    }
