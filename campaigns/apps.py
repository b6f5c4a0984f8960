"""App configuration of campaigns."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class CampaignsConfig(AppConfig):
    """The campaigns app."""

    name = "campaigns"

    def ready(self) -> None:
        """Keep seats and names in step with who is a guest."""
        from campaigns import receivers

        post_save.connect(
            receivers.grant_guest_writer_access,
            sender="campaigns.GuestWriter",
            dispatch_uid="campaigns.give_seat",
        )
        post_delete.connect(
            receivers.revoke_guest_writer_access,
            sender="campaigns.GuestWriter",
            dispatch_uid="campaigns.take_seat",
        )
        pre_save.connect(
            receivers.set_guest_author,
            sender="pages.BlogPage",
            dispatch_uid="campaigns.name_the_guest",
        )
