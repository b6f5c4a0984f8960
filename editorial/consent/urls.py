"""The address of the links that people without an account are sent."""

from django.urls import path

from editorial.consent.views import SignOffView

urlpatterns = [path("<str:token>/", SignOffView.as_view(), name="sign_off")]
