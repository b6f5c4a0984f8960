"""From the desk's settings to the account: address, password and second step are seen to there."""

from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.views.generic import RedirectView


def account_menu_item(request: HttpRequest) -> dict[str, str]:
    """Return the way to the account's own page."""
    return {
        "url": reverse("account_home"),
        "label": "Sign-in, profile and privacy",
        "help_text": "Your address, password, second step, profile, and what we hold about you.",
    }


# Named like Wagtail's own, which stand behind these and are reached no more.
urlpatterns = [
    path(
        "login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailadmin_login",
    ),
    path(
        "password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="wagtailadmin_password_reset",
    ),
    path(
        "password_reset/<path:rest>",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
        name="wagtailadmin_password_reset_done",
    ),
]
