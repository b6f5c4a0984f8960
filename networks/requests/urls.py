"""The admin URLs of decisions on join requests and of their reconciliation."""

from django.urls import path

from networks.requests.reconciliation import ReconciliationView
from networks.requests.views import RequestActionView

app_name = "networks_admin"

urlpatterns = [
    path("requests/<int:pk>/<slug:action>/", RequestActionView.as_view(), name="request_action"),
    path("requests/tally/", ReconciliationView.as_view(), name="reconciliation"),
]
