"""The demonstration: invented people, and a hub filled with what they say."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Stands in the settings of one's own machine and of the tests, and nowhere else."""

    name = "demo"
    verbose_name = "Demonstration"
