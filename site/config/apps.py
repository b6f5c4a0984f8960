"""The project as an app: it joins the rooms and has the last word at migrate."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Registers the project's own system checks."""

    name = "config"
    verbose_name = "Hub"

    def ready(self) -> None:
        """Load the checks."""
        import_module("config.checks")
