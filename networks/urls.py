"""The addresses of networks. Those of the public pages and of joining stay."""

from django.urls import include, path

from networks.joining import views as joining
from networks.messages.stopping import StopView
from networks.public import NetworkView
from networks.requests.replying import ReplyView
from networks.space.feed import FeedView
from networks.space.mine import LeaveView

app_name = "networks"

urlpatterns = [
    path("forms/<slug:slug>/", joining.FormView.as_view(), name="form"),
    path("forms/<slug:slug>/thanks/", joining.FormThanksView.as_view(), name="form_thanks"),
    path("requests/<str:token>/", ReplyView.as_view(), name="reply"),
    path("calendar/<str:token>.ics", FeedView.as_view(), name="feed"),
    path("messages/<str:token>/stop/", StopView.as_view(), name="stop_messages"),
    path("<slug:slug>/", NetworkView.as_view(), name="network"),
    path("<slug:slug>/join/", joining.JoinView.as_view(), name="join"),
    path("<slug:slug>/join/thanks/", joining.JoinThanksView.as_view(), name="join_thanks"),
    path("<slug:slug>/leave/", LeaveView.as_view(), name="leave"),
    path("<slug:slug>/space/", include("networks.space.urls")),
]
