"""URLs of messages between members, below a network's space."""

from django.urls import path

from networks.member_messages import views

urlpatterns = [
    path("people/<int:pk>/message/", views.MemberMessageView.as_view(), name="member_message"),
    path(
        "member-messages/<int:pk>/reply/",
        views.MemberMessageReplyView.as_view(),
        name="member_message_reply",
    ),
    path(
        "member-messages/<int:pk>/report/",
        views.MemberMessageReportView.as_view(),
        name="member_message_report",
    ),
    path("run/reports/", views.ReportListView.as_view(), name="reported_messages"),
]
