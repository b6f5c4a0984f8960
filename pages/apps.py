"""What every page shares, and the plain pages."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    """Keeps the audiences in the database in step with the table."""

    name = "pages"

    def ready(self) -> None:
        """Make the audiences whenever this app has been migrated; load the checks."""
        from pages import checks  # noqa: F401
        from pages.audiences import sync_after_migrate

        post_migrate.connect(sync_after_migrate, sender=self, dispatch_uid="pages.audiences")
