"""Command that creates the initial pages of the site."""

from django.core.management.base import BaseCommand

from config.initial_pages import create_site_structure


class Command(BaseCommand):
    """Creates only missing pages; pages that editors have changed stay."""

    help = "Make the home page and the sections of the hub, where they are missing."

    def handle(self, *args: object, **options: object) -> None:
        """Create the pages and list them."""
        created = create_site_structure()
        self.stdout.write(f"Made: {', '.join(created)}." if created else "Nothing was missing.")
