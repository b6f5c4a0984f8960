"""Wagtail hooks of pages: snippets and the admin stylesheet."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from pages import broken_links, cached_urls, personal_data, search
from pages.snippets import RecordsViewSetGroup


def global_admin_css() -> SafeString:
    """Return the link to the hub's stylesheet for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


register_snippet(RecordsViewSetGroup)
hooks.register("insert_global_admin_css", global_admin_css)
hooks.register("register_admin_urls", broken_links.report_urlpatterns)
hooks.register("register_reports_menu_item", broken_links.BrokenLinksMenuItem)
hooks.register("cached_urls", cached_urls.urls_for_tags)
hooks.register("search_vocabulary_sources", search.vocabulary_sources)
hooks.register("personal_data_sources", personal_data.sources, order=20)
