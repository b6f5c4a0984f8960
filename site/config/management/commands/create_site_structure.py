"""Make what every hub has: home and its sections."""

from django.core.management.base import BaseCommand

from config.initial_pages import create_site_structure


class Command(BaseCommand):
    """Makes only what is missing; what editors have changed stays."""

    help = "Make the home page and the sections of the hub, where they are missing."

    def handle(self, *args: object, **options: object) -> None:
        """Make the structure and say what was made."""
        made = create_site_structure()
        self.stdout.write(f"Made: {', '.join(made)}." if made else "Nothing was missing.")
