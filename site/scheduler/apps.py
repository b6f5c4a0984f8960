"""The app of the schedule."""

from django.apps import AppConfig


class SchedulerConfig(AppConfig):
    """Runs the jobs that the other apps register with the hook `register_scheduled_jobs`."""

    name = "scheduler"
