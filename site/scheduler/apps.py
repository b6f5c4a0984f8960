"""Periodic jobs of the worker."""

from django.apps import AppConfig


class SchedulerConfig(AppConfig):
    """Periodic jobs of the worker."""

    name = "scheduler"
