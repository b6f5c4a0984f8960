"""Registers the admin hooks of the editorial app."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from editorial import files, guide, jobs, personal_data, schedule
from editorial.consent import admin_views, edit_effects
from editorial.consent.modeladmin import ConsentAdmin, FurtherUseAdmin
from editorial.dashboard import panels, queue
from editorial.guests import choosers, navigation
from editorial.reviews import views as review_views
from editorial.reviews.chooser import chooser_viewset
from editorial.reviews.modeladmin import ReviewDateAdmin
from editorial.rich_text import labels_script, paste_script
from editorial.safety import editor_scan, submission_report
from editorial.safety import views as safety_views
from editorial.safety.modeladmin import AllowedContactAdmin
from editorial.workflow import (
    action_menus,
    actors,
    decisions,
    log_actions,
    page_copies,
    remarks,
    withdrawal,
)

hooks.register("after_create_page", submission_report.report_submission)
hooks.register("after_edit_page", submission_report.report_submission)
hooks.register("after_edit_page", edit_effects.report_edit)
hooks.register("before_copy_page", page_copies.replace_unknown_parent)
hooks.register("before_edit_page", actors.show_actors)
hooks.register("before_edit_page", admin_views.warn_of_ended_consent)
hooks.register("before_edit_page", decisions.reject_stale_decision)
hooks.register("before_edit_page", remarks.show_remarks)
hooks.register("before_edit_page", edit_effects.warn_before_edit)
hooks.register("before_edit_page", withdrawal.confirm_withdrawal)
hooks.register("before_serve_document", files.refuse_unpublished_document)
hooks.register("construct_document_chooser_queryset", choosers.restrict_document_chooser)
hooks.register("construct_homepage_panels", panels.replace_homepage_panels)
hooks.register("construct_homepage_summary_items", navigation.hide_summary_items, order=1000)
hooks.register("construct_image_chooser_queryset", choosers.restrict_image_chooser)
hooks.register("construct_main_menu", navigation.restrict_main_menu, order=1000)
hooks.register("construct_page_chooser_queryset", choosers.restrict_page_chooser)
hooks.register("construct_page_chooser_queryset", choosers.prefetch_page_chooser_states, order=1000)
hooks.register("construct_page_action_menu", action_menus.replace_page_actions)
hooks.register("construct_snippet_action_menu", action_menus.restrict_snippet_actions)
hooks.register("personal_data_sources", personal_data.sources, order=10)
hooks.register("insert_editor_js", editor_scan.identifier_scan_script)
hooks.register("insert_editor_js", schedule.schedule_errors_script)
hooks.register("insert_editor_js", paste_script)
hooks.register("insert_editor_js", labels_script)
hooks.register(
    "register_admin_urls", lambda: [path("desk/", include("editorial.urls", namespace="editorial"))]
)
hooks.register("register_admin_viewset", lambda: navigation.GuestAwarePageViewSet())
hooks.register("register_admin_viewset", lambda: chooser_viewset)
hooks.register("register_admin_menu_item", queue.queue_menu_item)
hooks.register("register_help_menu_item", guide.guide_menu_item)
hooks.register("register_log_actions", log_actions.register_log_actions)
hooks.register("register_page_header_buttons", safety_views.publication_checks_button)
hooks.register("register_page_header_buttons", admin_views.sign_off_header_button)
hooks.register("register_page_header_buttons", review_views.review_date_header_button)
hooks.register("register_scheduled_jobs", jobs.scheduled_jobs)
for admin in (AllowedContactAdmin, ConsentAdmin, FurtherUseAdmin, ReviewDateAdmin):
    modeladmin_register(admin)
