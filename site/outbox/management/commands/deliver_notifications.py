"""Deliver what waits to be sent, once: for a hub whose schedule is a list of timed commands."""

from typing import Any

from django.core.management.base import BaseCommand

from outbox.delivery import deliver_due


class Command(BaseCommand):
    """Sends what is due, as `run_schedule` does every few seconds."""

    help = "Send every notice that is due."

    def handle(self, *args: object, **options: Any) -> None:
        """Send, and say how many."""
        self.stdout.write(f"{deliver_due(most=1000)} sent")
