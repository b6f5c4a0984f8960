"""The project as an app: it joins the rooms and has the last word at migrate."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Registers the project's own system checks, and has the last word after all apps are ready."""

    name = "config"
    verbose_name = "Hub"

    def ready(self) -> None:
        """Load the checks; leave mails about workflows to the desk."""
        import_module("config.checks")
        from editorial.receivers import disconnect_wagtail_emails

        disconnect_wagtail_emails()
