"""App configuration of the demonstration content."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo app, installed by the development and test settings only."""

    name = "demo"
    verbose_name = "Demonstration"
