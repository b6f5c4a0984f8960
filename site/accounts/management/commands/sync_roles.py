"""Make the groups in the database hold what the table of roles says."""

from django.core.management.base import BaseCommand

from accounts.sync_roles import sync_roles


class Command(BaseCommand):
    """Runs at every migrate as well; here to be run by hand after somebody changed a group."""

    help = "Make the groups in the database agree with accounts/roles.py. Can be repeated."

    def handle(self, *args: object, **options: object) -> None:
        """Sync, and name the roles."""
        self.stdout.write("Roles: " + ", ".join(sync_roles()))
