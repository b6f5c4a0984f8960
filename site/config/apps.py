"""App of the project: system checks, and settings that apply once all apps are ready."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Registers the project's system checks."""

    name = "config"
    verbose_name = "Hub"

    def ready(self) -> None:
        """Load the checks, and turn off Wagtail's own workflow emails."""
        import_module("config.checks")
        from editorial.receivers import disconnect_wagtail_emails

        disconnect_wagtail_emails()
