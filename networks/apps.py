"""Networks of shared interest, and how one comes to belong to them."""

from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """People who share an interest, with a room of their own."""

    name = "networks"

    def ready(self) -> None:
        """Connect the receivers and load the system checks."""
        import_module("networks.checks")
        self._listen()

    def _listen(self) -> None:
        """Follow memberships and invitations, speak for networks, and open the desk's part."""
        from django.db.models.signals import post_delete, post_save

        from accounts import login_redirect, profile_visibility, spaces
        from accounts.invitations import invitation_accepted
        from networks import cached_urls
        from networks.memberships.directory import share_network
        from networks.memberships.services import newest_space_url, sync_groups_on_change
        from networks.messages.notifications import cancel_notifications_of_membership
        from networks.models import Membership
        from networks.personal_data import collect, collect_for_email, erase, erase_for_email
        from networks.requests.invitations import accept_network_invitation, revoke_invitation
        from networks.resources.services import delete_version_file
        from networks.space.navigation import user_spaces
        from personal_data import log_redaction, registry

        profile_visibility.register(share_network)
        login_redirect.register(newest_space_url)
        spaces.register(user_spaces)
        registry.user_data.register("networks", collect, erase)
        registry.email_data.register("networks", collect_for_email, erase_for_email)
        log_redaction.register_named_model(Membership)
        cached_urls.connect()
        invitation_accepted.connect(accept_network_invitation, dispatch_uid="networks.join")
        post_delete.connect(
            revoke_invitation, sender="networks.JoinRequest", dispatch_uid="networks.withdraw"
        )
        post_delete.connect(
            delete_version_file, sender="networks.ResourceVersion", dispatch_uid="networks.files"
        )
        for signal in (post_save, post_delete):
            signal.connect(
                sync_groups_on_change, sender="networks.Membership", dispatch_uid="networks.roles"
            )
            signal.connect(
                cancel_notifications_of_membership,
                sender="networks.Membership",
                dispatch_uid="networks.letters",
            )
