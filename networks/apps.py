"""Networks of shared interest, and how one comes to belong to them."""

from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """People who share an interest, with a room of their own."""

    name = "networks"

    def ready(self) -> None:
        """Connect the receivers and load the system checks."""
        import_module("networks.checks")
        from networks import receivers

        receivers.connect()
