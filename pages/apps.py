"""What every page shares, and the plain pages."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class PagesConfig(AppConfig):
    """Keeps the audiences in step with the table, and all that is kept with what readers see."""

    name = "pages"

    def ready(self) -> None:
        """Make the audiences whenever this app has been migrated; load the checks."""
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
