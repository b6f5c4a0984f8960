"""Registers what networks bring to the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from networks.modeladmin import JoinRequestAdmin, MembershipAdmin
from networks.permissions import keep_what_is_used, keep_what_is_used_meanwhile
from networks.requests.dashboard import add_panel
from networks.snippets import NetworksGroup, warn_of_a_hidden_form, warn_of_no_organiser

register_snippet(NetworksGroup)
for admin in (JoinRequestAdmin, MembershipAdmin):
    modeladmin_register(admin)
# After the desk has set its own panels.
hooks.register("construct_homepage_panels", add_panel, order=10)
for warn in (warn_of_a_hidden_form, warn_of_no_organiser):
    hooks.register("after_create_snippet", warn)
    hooks.register("after_edit_snippet", warn)
hooks.register("before_delete_snippet", keep_what_is_used)
hooks.register("before_bulk_action", keep_what_is_used_meanwhile)
hooks.register(
    "register_admin_urls",
    lambda: [path("networks/", include("networks.requests.urls", namespace="networks_desk"))],
)
