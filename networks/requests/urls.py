"""The addresses in the admin of what is done about requests."""

from django.urls import path

from networks.requests.tally import TallyView
from networks.requests.views import ActView

app_name = "networks_desk"

urlpatterns = [
    path("requests/<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
    path("requests/tally/", TallyView.as_view(), name="tally"),
]
