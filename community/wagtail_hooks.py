"""Registers the admin views and hooks of the community."""

from datetime import time, timedelta

from django.urls import include, path
from wagtail import hooks

from community import cached_urls, personal_data
from community.comments.views import CommentsView, comments_header_button
from community.following.announcements import notify_followers
from community.following.letters import (
    delete_old_emails,
    get_current_context,
    send_letters,
)
from community.models.chosen_name import is_chosen_name
from community.moderation.discussion_services import end_pauses
from community.moderation.views import moderation_menu_item
from community.permissions import guest_views
from community.sealed_questions.notifications import notify_organisers
from community.sealed_questions.services import delete_expired_questions
from community.search import discussions_on_topic, search_discussions
from community.viewsets import CommunityGroup

hooks.register("register_admin_viewset", CommunityGroup)
hooks.register("register_admin_menu_item", moderation_menu_item)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("moderation/", include("community.moderation.urls")),
        path("comments/<int:page_id>/", CommentsView.as_view(), name="page_comments"),
    ],
)
hooks.register("register_guest_views", guest_views)
hooks.register("register_page_header_buttons", comments_header_button)
hooks.register("account_closure_choices", personal_data.closure_choices)
hooks.register("display_name_in_use", is_chosen_name)
hooks.register("cached_urls", cached_urls.urls_for_tags)
hooks.register("notification_context", get_current_context)
hooks.register("pages_search_results", search_discussions)
hooks.register("pages_topic_results", discussions_on_topic)
# Between pages and networks: erasure calls the sources in descending order.
hooks.register("personal_data_sources", personal_data.sources, order=25)
hooks.register(
    "register_scheduled_jobs",
    lambda: [
        {
            "name": "community.end_pauses",
            "run": end_pauses,
            "every": timedelta(minutes=5),
        },
        {
            "name": "community.notify_followers",
            "run": notify_followers,
            "every": timedelta(minutes=5),
        },
        {
            "name": "community.send_letters",
            "run": send_letters,
            "every": timedelta(minutes=1),
        },
        {"name": "community.delete_old_emails", "run": delete_old_emails, "at": time(3)},
        {
            "name": "community.delete_expired_sealed_questions",
            "run": delete_expired_questions,
            "at": time(3),
        },
        {
            "name": "community.notify_organisers_of_sealed_questions",
            "run": notify_organisers,
            "at": time(6),
        },
    ],
)
