"""App configuration of pages."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class PagesConfig(AppConfig):
    """The pages app."""

    name = "pages"

    def ready(self) -> None:
        """Register the system checks and connect the signal receivers."""
        import_module("pages.checks")
        from wagtail.signals import page_published

        from editorial.consent.drift import check_pages_showing_record
        from pages import cache_version, cached_urls, personal_data
        from pages.audiences import sync_audiences
        from pages.receivers import reindex_published_page

        post_migrate.connect(sync_audiences, sender=self, dispatch_uid="pages.audiences")
        post_save.connect(
            check_pages_showing_record, sender="pages.Person", dispatch_uid="pages.people_changed"
        )
        page_published.connect(reindex_published_page, dispatch_uid="pages.receivers")
        cache_version.connect()
        cached_urls.connect()
        personal_data.register()
