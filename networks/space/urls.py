"""The addresses inside a network's room, below /networks/<slug>/space/."""

from django.urls import include, path

from networks.memberships.views import DirectoryView, OwnMembershipView
from networks.space.views import SpaceHomeView

urlpatterns = [
    path("", SpaceHomeView.as_view(), name="space"),
    path("", include("networks.sessions.urls")),
    path("", include("networks.resources.urls")),
    path("", include("networks.space.organiser_urls")),
    path("people/", DirectoryView.as_view(), name="directory"),
    path("membership/", OwnMembershipView.as_view(), name="own_membership"),
]
