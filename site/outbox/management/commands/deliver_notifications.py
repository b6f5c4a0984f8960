"""The command `deliver_notifications`, for an installation that runs timed commands (cron)."""

from typing import Any

from django.core.management.base import BaseCommand

from outbox.delivery import deliver_due


class Command(BaseCommand):
    """Delivers once, as `run_schedule` does every few seconds."""

    help = "Send every notification that is due."

    def handle(self, *args: object, **options: Any) -> None:
        """Deliver, and print the number of notifications sent."""
        self.stdout.write(f"{deliver_due(limit=1000)} sent")
