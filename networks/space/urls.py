"""The addresses inside a network's room, below /networks/<slug>/space/."""

from django.urls import include, path

from networks.space.home import HomeView
from networks.space.mine import MineView
from networks.space.people import PeopleView

urlpatterns = [
    path("", HomeView.as_view(), name="space"),
    path("", include("networks.space.session_urls")),
    path("", include("networks.space.resource_urls")),
    path("", include("networks.space.organising_urls")),
    path("people/", PeopleView.as_view(), name="people"),
    path("membership/", MineView.as_view(), name="mine"),
]
