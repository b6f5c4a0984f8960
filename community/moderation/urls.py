"""Admin URLs of moderation."""

from django.urls import path

from community.moderation.account_views import ShowAccountView
from community.moderation.concern_views import BreakView, OpinionView
from community.moderation.discussion_views import DiscussionToolView
from community.moderation.figures_views import FiguresView
from community.moderation.record_views import NoteView, WarnView
from community.moderation.redaction_views import RedactView
from community.moderation.review_views import ReviewView
from community.moderation.settings_views import ModerationSettingsView
from community.moderation.suspension_views import SuspensionView
from community.moderation.unseen_views import UnseenView
from community.moderation.views import ClaimView, QueueView

app_name = "community_moderation"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("break/", BreakView.as_view(), name="break"),
    path("unseen/", UnseenView.as_view(), name="unseen"),
    path("settings/", ModerationSettingsView.as_view(), name="settings"),
    path("figures/", FiguresView.as_view(), name="figures"),
    path("posts/<int:pk>/", ReviewView.as_view(), name="review"),
    path("posts/<int:pk>/account/", ShowAccountView.as_view(), name="show_account"),
    path("posts/<int:pk>/claim/", ClaimView.as_view(), name="claim"),
    path(
        "posts/<int:pk>/discussion/<slug:tool>/",
        DiscussionToolView.as_view(),
        name="discussion_tool",
    ),
    path("posts/<int:pk>/note/", NoteView.as_view(), name="note"),
    path("posts/<int:pk>/opinion/", OpinionView.as_view(), name="opinion"),
    path("posts/<int:pk>/redact/", RedactView.as_view(), name="redact"),
    path("posts/<int:pk>/suspend/", SuspensionView.as_view(), name="suspend"),
    path("posts/<int:pk>/warn/", WarnView.as_view(), name="warn"),
]
