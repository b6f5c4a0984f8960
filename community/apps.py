"""The community app: spaces, discussions, posts and their moderation."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Configures the community app."""

    name = "community"
