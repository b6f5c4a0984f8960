"""Sync the workflows in the database with the workflow definitions."""

from django.core.management.base import BaseCommand

from editorial.workflow.sync import sync_workflows


class Command(BaseCommand):
    """Runs after every migrate too; by hand after a workflow was changed in the admin."""

    help = "Make the workflow agree with editorial/workflow/definitions.py. Can be repeated."

    def handle(self, *args: object, **options: object) -> None:
        """Sync, and write the names of the workflows."""
        self.stdout.write("Steps: " + ", ".join(sync_workflows()))
