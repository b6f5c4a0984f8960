"""The community app: spaces, discussions, posts and their moderation."""

from django.apps import AppConfig
from wagtail.signals import page_published


class CommunityConfig(AppConfig):
    """Configures the community app."""

    name = "community"

    def ready(self) -> None:
        """Connect the signal receivers."""
        from community import receivers

        page_published.connect(receivers.rename_comments, dispatch_uid="community.rename_comments")
