"""URLs of a network's space, below /networks/<slug>/space/: those of each feature."""

from django.urls import include, path

urlpatterns = [
    path("", include("networks.home.urls")),
    path("", include("networks.sessions.urls")),
    path("", include("networks.resources.urls")),
    path("", include("networks.messages.urls")),
    path("", include("networks.memberships.urls")),
]
