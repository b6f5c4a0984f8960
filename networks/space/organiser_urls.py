"""The addresses at which organisers run a network from its room."""

from django.urls import path

from networks.memberships import organiser_views
from networks.messages import views
from networks.space import views as space_views

urlpatterns = [
    path("run/", space_views.OrganiserHomeView.as_view(), name="organise"),
    path("run/welcome/", space_views.WelcomeTextView.as_view(), name="welcome"),
    path("run/messages/", views.MessageListView.as_view(), name="messages"),
    path("run/messages/write/", views.MessageCreateView.as_view(), name="message_write"),
    path("run/members/", organiser_views.MemberListView.as_view(), name="members"),
    path(
        "run/members/<int:pk>/end/", organiser_views.EndMembershipView.as_view(), name="member_end"
    ),
    path(
        "run/members/<int:pk>/make-organiser/",
        organiser_views.MakeOrganiserView.as_view(),
        name="member_make_organiser",
    ),
    path(
        "run/members/<int:pk>/make-member/",
        organiser_views.MakeMemberView.as_view(),
        name="member_make_member",
    ),
]
