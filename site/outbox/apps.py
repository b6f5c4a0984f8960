"""The app of the outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Stores and delivers every email of the hub."""

    name = "outbox"
