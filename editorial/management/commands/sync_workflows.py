"""Make the workflow in the database hold what its table says."""

from django.core.management.base import BaseCommand

from editorial.workflow.sync import sync_workflows


class Command(BaseCommand):
    """Runs at every migrate as well; here to be run by hand after somebody changed a workflow."""

    help = "Make the workflow agree with editorial/workflows.py. Can be repeated."

    def handle(self, *args: object, **options: object) -> None:
        """Sync, and name the steps."""
        self.stdout.write("Steps: " + ", ".join(sync_workflows()))
