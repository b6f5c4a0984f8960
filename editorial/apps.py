"""The editorial app: workflow, consent, publication checks, reviews, and guests in the admin."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Connects the app's signal receivers."""

    name = "editorial"
    verbose_name = "editorial"

    def ready(self) -> None:
        """Connect the receivers, when all models are loaded."""
        from editorial.receivers import connect_receivers

        connect_receivers()
