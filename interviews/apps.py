"""App configuration of interviews."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The Spotlight interviews app."""

    name = "interviews"
