"""Admin URLs and menu item that lead from the admin to the account pages."""

from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.views.generic import RedirectView


def account_menu_item(request: HttpRequest) -> dict[str, str]:
    """Return the item of the admin's account menu that links to the account page."""
    return {
        "url": reverse("account_home"),
        "label": "Sign-in, profile and privacy",
        "help_text": "Your email address, password, two-step verification, profile and data.",
    }


# They shadow Wagtail's own sign-in pages, and so have their names.
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
