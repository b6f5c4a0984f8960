"""The URL of sign-off links, for people without an account."""

from django.urls import path

from editorial.consent.views import SignOffView

urlpatterns = [path("<str:token>/", SignOffView.as_view(), name="sign_off")]
