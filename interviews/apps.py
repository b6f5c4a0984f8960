"""Spotlight interviews."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The people who make patient safety happen."""

    name = "interviews"
