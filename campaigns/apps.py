"""App configuration of campaigns."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class CampaignsConfig(AppConfig):
    """The campaigns app."""

    name = "campaigns"

    def ready(self) -> None:
        """Connect the receivers of guest writers and blogs."""
        from campaigns import receivers

        post_save.connect(
            receivers.grant_guest_writer_access,
            sender="campaigns.GuestWriter",
            dispatch_uid="campaigns.grant_guest_writer_access",
        )
        post_delete.connect(
            receivers.revoke_guest_writer_access,
            sender="campaigns.GuestWriter",
            dispatch_uid="campaigns.revoke_guest_writer_access",
        )
        pre_save.connect(
            receivers.set_guest_author,
            sender="pages.BlogPage",
            dispatch_uid="campaigns.set_guest_author",
        )
