"""Who people are to the hub."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Keeps the roles in the database in step with the table."""

    name = "accounts"

    def ready(self) -> None:
        """Make the roles whenever the database has been migrated."""
        from accounts.sync import sync_after_migrate

        post_migrate.connect(sync_after_migrate, dispatch_uid="accounts.sync_roles")
