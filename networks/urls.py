"""URLs of networks: public pages, join forms, signed links, and the private space."""

from django.urls import include, path

from networks.discussions import NetworkDiscussionsView
from networks.memberships.views import LeaveNetworkView
from networks.messages.unsubscribe import UnsubscribeView
from networks.requests import submission_views
from networks.requests.replies import ReplyView
from networks.sessions.guest_views import GuestRequestView, GuestThanksView
from networks.sessions.icalendar_feed import CalendarFeedView
from networks.views import NetworkView

app_name = "networks"

space_urlpatterns = [
    path("discussions/", NetworkDiscussionsView.as_view(), name="discussions"),
    path("", include("networks.home.urls")),
    path("", include("networks.sessions.urls")),
    path("", include("networks.resources.urls")),
    path("", include("networks.messages.urls")),
    path("", include("networks.member_messages.urls")),
    path("", include("networks.memberships.urls")),
]

urlpatterns = [
    path("forms/<slug:slug>/", submission_views.JoinFormView.as_view(), name="form"),
    path(
        "forms/<slug:slug>/thanks/",
        submission_views.JoinFormThanksView.as_view(),
        name="form_thanks",
    ),
    path("requests/<str:token>/", ReplyView.as_view(), name="reply"),
    path("calendar/<str:token>.ics", CalendarFeedView.as_view(), name="calendar_feed"),
    path("messages/<str:token>/stop/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("<slug:slug>/", NetworkView.as_view(), name="network"),
    path("<slug:slug>/join/", submission_views.JoinNetworkView.as_view(), name="join"),
    path(
        "<slug:slug>/join/thanks/",
        submission_views.JoinNetworkThanksView.as_view(),
        name="join_thanks",
    ),
    path("<slug:slug>/sessions/<int:pk>/guest/", GuestRequestView.as_view(), name="guest_request"),
    path(
        "<slug:slug>/sessions/<int:pk>/guest/thanks/",
        GuestThanksView.as_view(),
        name="guest_thanks",
    ),
    path("<slug:slug>/leave/", LeaveNetworkView.as_view(), name="leave"),
    path("<slug:slug>/space/", include(space_urlpatterns)),
]
