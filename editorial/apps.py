"""The desk: who reviews, who publishes, what guests may reach."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    """Keeps the workflow in the database in step with its table."""

    name = "editorial"
    verbose_name = "editorial desk"

    def ready(self) -> None:
        """Make the workflow whenever the database has been migrated, after the roles."""
        from editorial.workflows import sync_after_migrate

        post_migrate.connect(sync_after_migrate, dispatch_uid="editorial.sync_workflows")
