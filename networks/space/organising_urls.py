"""The addresses at which organisers run a network from its room."""

from django.urls import path

from networks.space import members, messages, organising

urlpatterns = [
    path("run/", organising.OrganiseView.as_view(), name="organise"),
    path("run/welcome/", organising.WelcomeView.as_view(), name="welcome"),
    path("run/messages/", messages.MessagesView.as_view(), name="messages"),
    path("run/messages/write/", messages.WriteView.as_view(), name="message_write"),
    path("run/members/", members.MembersView.as_view(), name="members"),
    path("run/members/<int:pk>/end/", members.EndView.as_view(), name="member_end"),
    path(
        "run/members/<int:pk>/make-organiser/",
        members.MakeOrganiserView.as_view(),
        name="member_make_organiser",
    ),
    path(
        "run/members/<int:pk>/make-member/",
        members.MakeMemberView.as_view(),
        name="member_make_member",
    ),
]
