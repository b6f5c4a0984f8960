"""App of the project: system checks, and settings that apply once all apps are ready."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Registers the project's system checks."""

    name = "config"
    verbose_name = "Hub"

    def ready(self) -> None:
        """Load the checks; replace Wagtail's workflow emails, and how its forms read ids."""
        import_module("config.checks")
        import_module("config.choosers").report_invalid_choices()
        import_module("editorial.exports").prepare_spreadsheets()
        import_module("config.inline_forms").report_invalid_inline_forms()
        from editorial.receivers import disconnect_wagtail_emails

        disconnect_wagtail_emails()
