"""Command that synchronises groups with the table of roles."""

from django.core.management.base import BaseCommand

from accounts.sync_roles import sync_roles


class Command(BaseCommand):
    """Runs at every migrate too; for use after a group has been changed by hand."""

    help = "Make the groups in the database agree with accounts/roles.py. Can be repeated."

    def handle(self, *args: object, **options: object) -> None:
        """Sync, and list the roles."""
        self.stdout.write("Roles: " + ", ".join(sync_roles()))
