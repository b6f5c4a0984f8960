"""App configuration of pages."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The pages app."""

    name = "pages"

    def ready(self) -> None:
        """Register the system checks and connect the signal receivers."""
        import_module("pages.checks")
        from pages import receivers

        receivers.connect(self)
