"""URLs of a network's space, below /networks/<slug>/space/."""

from django.urls import include, path

from networks.memberships import organiser_views as membership_views
from networks.memberships.views import DirectoryView, OwnMembershipView
from networks.space import views

urlpatterns = [
    path("", views.SpaceHomeView.as_view(), name="space"),
    path("", include("networks.sessions.urls")),
    path("", include("networks.resources.urls")),
    path("", include("networks.messages.urls")),
    path("people/", DirectoryView.as_view(), name="directory"),
    path("membership/", OwnMembershipView.as_view(), name="own_membership"),
    path("run/", views.OrganiserHomeView.as_view(), name="organise"),
    path("run/welcome/", views.WelcomeTextView.as_view(), name="welcome"),
    path("run/members/", membership_views.MemberListView.as_view(), name="members"),
    path(
        "run/members/<int:pk>/end/",
        membership_views.EndMembershipView.as_view(),
        name="member_end",
    ),
    path(
        "run/members/<int:pk>/make-organiser/",
        membership_views.MakeOrganiserView.as_view(),
        name="member_make_organiser",
    ),
    path(
        "run/members/<int:pk>/make-member/",
        membership_views.MakeMemberView.as_view(),
        name="member_make_member",
    ),
]
