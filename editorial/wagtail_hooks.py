"""Registers what the desk brings to the admin."""

from django.urls import include, path
from wagtail import hooks

from editorial import dashboard, explorer, narrowing, pressing

hooks.register("before_edit_page", pressing.refuse_late_decision)
hooks.register("construct_document_chooser_queryset", narrowing.narrow_documents)
hooks.register("construct_homepage_panels", dashboard.set_panels)
hooks.register("construct_homepage_summary_items", narrowing.narrow_summary, order=1000)
hooks.register("construct_image_chooser_queryset", narrowing.narrow_images)
hooks.register("construct_main_menu", narrowing.narrow_menu, order=1000)
hooks.register("construct_page_chooser_queryset", narrowing.narrow_pages)
hooks.register(
    "register_admin_urls", lambda: [path("desk/", include("editorial.urls", namespace="editorial"))]
)
hooks.register("register_admin_viewset", lambda: explorer.DeskPageViewSet())
