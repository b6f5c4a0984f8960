"""App of the project: system checks, and settings that apply once all apps are ready."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Registers the project's system checks."""

    name = "config"
    verbose_name = "Hub"

    def ready(self) -> None:
        """Load the checks; replace Wagtail's workflow emails, and how its choosers read ids."""
        import_module("config.checks")
        import_module("config.choosers").report_invalid_choices()
        from editorial.receivers import disconnect_wagtail_emails

        disconnect_wagtail_emails()
