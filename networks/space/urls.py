"""The addresses inside a network's room, below /networks/<slug>/space/."""

from django.urls import include, path

from networks.memberships.views import DirectoryView, OwnMembershipView
from networks.space.home import HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="space"),
    path("", include("networks.space.session_urls")),
    path("", include("networks.space.resource_urls")),
    path("", include("networks.space.organising_urls")),
    path("people/", DirectoryView.as_view(), name="directory"),
    path("membership/", OwnMembershipView.as_view(), name="own_membership"),
]
