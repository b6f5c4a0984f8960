"""URLs of the directory and of memberships, below a network's space."""

from django.urls import path

from networks.memberships import organiser_views, views

urlpatterns = [
    path("people/", views.DirectoryView.as_view(), name="directory"),
    path("membership/", views.OwnMembershipView.as_view(), name="own_membership"),
    path("run/members/", organiser_views.MemberListView.as_view(), name="members"),
    path(
        "run/members/<int:pk>/end/",
        organiser_views.EndMembershipView.as_view(),
        name="member_end",
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
