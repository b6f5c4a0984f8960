"""The admin's own doors: each leads to the one place where people sign in."""

from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

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
