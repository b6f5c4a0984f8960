"""Notifications that the hub sends by email, and their delivery."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Notifications that the hub sends by email, and their delivery."""

    name = "outbox"
