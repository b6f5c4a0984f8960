"""URLs of the home page of a network's space, and of what its organisers manage."""

from django.urls import path

from networks.home import views

urlpatterns = [
    path("", views.SpaceHomeView.as_view(), name="space"),
    path("run/", views.OrganiserHomeView.as_view(), name="organise"),
    path("run/welcome/", views.WelcomeTextView.as_view(), name="welcome"),
]
