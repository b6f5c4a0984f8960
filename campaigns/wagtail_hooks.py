"""Wagtail hooks of campaigns: guest writers, discussions and personal data."""

from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from campaigns import discussions, personal_data
from campaigns.admin_views import OpenDiscussionView, discussion_header_button
from campaigns.modeladmin import GuestWriterAdmin

modeladmin_register(GuestWriterAdmin)
hooks.register("log_label_user_fields", personal_data.log_label_user_fields)
hooks.register("space_access", discussions.space_access)
hooks.register("register_page_header_buttons", discussion_header_button)
hooks.register(
    "register_admin_urls",
    lambda: [
        path(
            "campaigns/<int:page_id>/discussion/",
            OpenDiscussionView.as_view(),
            name="open_campaign_discussion",
        )
    ],
)
hooks.register("personal_data_sources", personal_data.sources, order=30)
