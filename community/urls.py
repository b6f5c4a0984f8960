"""Public URLs of the community: reading, writing and reporting."""

from django.urls import path

from community.discussions import own_post_views, views, writing_views
from community.discussions.preview_views import preview
from community.feeds import BoardFeed
from community.following.new_views import NewPostsView
from community.following.unsubscribe_views import UnsubscribeView
from community.following.views import (
    EmailSettingsView,
    FollowSpaceView,
    FollowView,
    YourDiscussionsView,
)
from community.member_tools import views as member_tools_views
from community.moderation.appeal_views import AppealView
from community.moderation.help_views import HelpView
from community.moderation.report_views import ReportPostView, ReportThanksView
from community.moderation.warning_views import WarningView
from community.sealed_questions import views as sealed_question_views

app_name = "community"

urlpatterns = [
    path("", views.CommunityView.as_view(), name="index"),
    path("rules/", views.RulesView.as_view(), name="rules"),
    path("your-discussions/", YourDiscussionsView.as_view(), name="your_discussions"),
    path("saved/", member_tools_views.SavedPostsView.as_view(), name="saved"),
    path("blocked/", member_tools_views.BlockedMembersView.as_view(), name="blocked"),
    path("preview/", preview, name="preview"),
    path("new/", NewPostsView.as_view(), name="new"),
    path("email-settings/", EmailSettingsView.as_view(), name="email_settings"),
    path("unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("posts/<int:pk>/", views.post_redirect, name="post"),
    path("posts/<int:pk>/edit/", own_post_views.EditPostView.as_view(), name="edit_post"),
    path("posts/<int:pk>/delete/", own_post_views.DeletePostView.as_view(), name="delete_post"),
    path("posts/<int:pk>/save/", member_tools_views.BookmarkView.as_view(), name="bookmark"),
    path("posts/<int:pk>/helpful/", member_tools_views.HelpfulView.as_view(), name="helpful"),
    path("posts/<int:pk>/block/", member_tools_views.BlockView.as_view(), name="block"),
    path("posts/<int:pk>/appeal/", AppealView.as_view(), name="appeal"),
    path("posts/<int:pk>/help/", HelpView.as_view(), name="help"),
    path("posts/<int:pk>/report/", ReportPostView.as_view(), name="report_post"),
    path("posts/<int:pk>/report/thanks/", ReportThanksView.as_view(), name="report_thanks"),
    path("warnings/<int:pk>/", WarningView.as_view(), name="warning"),
    path("<slug:space>/", views.SpaceView.as_view(), name="space"),
    path("<slug:space>/feed/", BoardFeed(), name="space_feed"),
    path("<slug:space>/follow/", FollowSpaceView.as_view(), name="follow_space"),
    path("<slug:space>/start/", writing_views.StartDiscussionView.as_view(), name="start"),
    path(
        "<slug:space>/sealed-questions/",
        sealed_question_views.DecideQuestionsView.as_view(),
        name="sealed_questions",
    ),
    path(
        "<slug:space>/sealed-questions/send/",
        sealed_question_views.SendSealedQuestionView.as_view(),
        name="send_sealed_question",
    ),
    path(
        "<slug:space>/sealed-questions/sent/",
        sealed_question_views.SealedQuestionSentView.as_view(),
        name="sealed_question_sent",
    ),
    path("<slug:space>/<slug:discussion>/", views.DiscussionView.as_view(), name="discussion"),
    path("<slug:space>/<slug:discussion>/follow/", FollowView.as_view(), name="follow"),
    path("<slug:space>/<slug:discussion>/reply/", writing_views.ReplyView.as_view(), name="reply"),
]
