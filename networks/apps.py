"""The networks app: networks, join forms, requests, memberships and private spaces."""

from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Configures the networks app."""

    name = "networks"

    def ready(self) -> None:
        """Connect the receivers, load the system checks, and register extensions."""
        import_module("networks.checks")
        from networks import receivers

        receivers.connect()
