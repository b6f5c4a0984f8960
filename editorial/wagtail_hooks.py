"""Registers what the desk brings to the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from editorial import (
    dashboard,
    explorer,
    files,
    history,
    narrowing,
    pressing,
    queue,
    record_decisions,
    review_desk,
)
from editorial.modeladmin import (
    AllowedContactAdmin,
    ConsentAdmin,
    FurtherUseAdmin,
    ReviewDateAdmin,
)
from editorial.notices import account
from editorial.safety import views
from editorial.sign_offs import desk

hooks.register("before_edit_page", desk.say_how_it_comes_back)
hooks.register("before_edit_page", pressing.refuse_late_decision)
hooks.register("before_serve_document", files.refuse_what_no_page_shows)
hooks.register("construct_document_chooser_queryset", narrowing.narrow_documents)
hooks.register("construct_homepage_panels", dashboard.set_panels)
hooks.register("construct_homepage_summary_items", narrowing.narrow_summary, order=1000)
hooks.register("construct_image_chooser_queryset", narrowing.narrow_images)
hooks.register("construct_main_menu", narrowing.narrow_menu, order=1000)
hooks.register("construct_page_chooser_queryset", narrowing.narrow_pages)
hooks.register("construct_page_chooser_queryset", narrowing.spare_questions, order=1000)
hooks.register("construct_snippet_action_menu", record_decisions.offer_what_one_may)
hooks.register("insert_editor_js", views.identifier_scan_script)
hooks.register("register_account_settings_panel", account.NoticesPanel)
hooks.register(
    "register_admin_urls", lambda: [path("desk/", include("editorial.urls", namespace="editorial"))]
)
hooks.register("register_admin_viewset", lambda: explorer.DeskPageViewSet())
hooks.register("register_admin_menu_item", queue.menu_item)
hooks.register("register_log_actions", history.register_actions)
hooks.register("register_page_header_buttons", views.publication_checks_button)
hooks.register("register_page_header_buttons", desk.button)
hooks.register("register_page_header_buttons", review_desk.button)
for admin in (AllowedContactAdmin, ConsentAdmin, FurtherUseAdmin, ReviewDateAdmin):
    modeladmin_register(admin)
