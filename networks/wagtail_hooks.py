"""Registers the snippets, modeladmin lists and hooks of networks."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from networks import cached_urls, discussions, personal_data
from networks.figures import impact_figures
from networks.jobs import scheduled_jobs
from networks.memberships.directory import have_common_network
from networks.memberships.services import newest_space_url
from networks.modeladmin import MembershipAdmin
from networks.notifications import space_moderators
from networks.permissions import (
    guest_views,
    prevent_bulk_deleting_used_records,
    prevent_deleting_used_records,
)
from networks.requests.inbox import JoinRequestAdmin
from networks.requests.panels import add_requests_panel
from networks.search import hidden_paths, networks_on_topic, search_networks, vocabulary_sources
from networks.snippets import (
    NetworksGroup,
    warn_about_missing_organiser,
    warn_about_unpublished_form,
)
from networks.space.navigation import user_spaces

register_snippet(NetworksGroup)
for admin in (JoinRequestAdmin, MembershipAdmin):
    modeladmin_register(admin)
# After the editorial app has set its own panels.
hooks.register("construct_homepage_panels", add_requests_panel, order=10)
for warn in (warn_about_unpublished_form, warn_about_missing_organiser):
    hooks.register("after_create_snippet", warn)
    hooks.register("after_edit_snippet", warn)
hooks.register("before_delete_snippet", prevent_deleting_used_records)
hooks.register("before_bulk_action", prevent_bulk_deleting_used_records)
hooks.register(
    "register_admin_urls",
    lambda: [path("networks/", include("networks.requests.urls", namespace="networks_admin"))],
)
hooks.register("pages_search_results", search_networks)
hooks.register("pages_hidden_paths", hidden_paths)
hooks.register("pages_topic_results", networks_on_topic)
hooks.register("impact_figures", impact_figures)
hooks.register("cached_urls", cached_urls.urls_for_tags)
hooks.register("member_home_url", newest_space_url)
hooks.register("log_label_user_fields", personal_data.log_label_user_fields)
hooks.register("personal_data_sources", personal_data.sources, order=40)
hooks.register("register_guest_views", guest_views)
hooks.register("register_scheduled_jobs", scheduled_jobs)
hooks.register("search_vocabulary_sources", vocabulary_sources)
hooks.register("space_access", discussions.space_access)
hooks.register("space_header", discussions.space_header)
hooks.register("space_moderation", discussions.space_moderation)
hooks.register("space_moderators", space_moderators)
hooks.register("user_spaces", user_spaces)
hooks.register("users_share_network", have_common_network)
