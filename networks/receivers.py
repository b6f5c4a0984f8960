"""All signal receivers of the networks app; `apps` connects them."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from accounts.invitations import invitation_accepted
from networks.cached_urls import join_form_urls, network_urls
from networks.memberships.services import sync_role_groups
from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import JoinForm, JoinRequest, Membership, Network, ResourceVersion
from networks.requests.invitations import accept_network_invitation, revoke_invitation
from networks.resources.services import delete_version_file
from page_cache.invalidation import object_tags, purge


def connect() -> None:
    """Connect the receivers; called once, when all models are loaded."""
    invitation_accepted.connect(
        accept_network_invitation, dispatch_uid="networks.accept_invitation"
    )
    post_delete.connect(
        revoke_invitation, sender=JoinRequest, dispatch_uid="networks.revoke_invitation"
    )
    post_delete.connect(
        delete_version_file, sender=ResourceVersion, dispatch_uid="networks.delete_version_file"
    )
    for signal in (post_save, post_delete):
        signal.connect(
            update_account_of_membership,
            sender=Membership,
            dispatch_uid="networks.update_account_of_membership",
        )
    for signal in (published, unpublished, post_delete):
        signal.connect(
            purge_network_from_cache,
            sender=Network,
            dispatch_uid="networks.purge_network_from_cache",
        )
        signal.connect(
            purge_join_form_from_cache,
            sender=JoinForm,
            dispatch_uid="networks.purge_join_form_from_cache",
        )


def update_account_of_membership(
    sender: type[Membership], instance: Membership, raw: bool = False, **kwargs: Any
) -> None:
    """Sync the account's groups, and cancel notifications that it no longer wants."""
    if not raw:
        sync_role_groups(instance.user)
        cancel_unwanted_notifications(instance)


def purge_network_from_cache(sender: type[Network], instance: Network, **kwargs: Any) -> None:
    """Purge what shows a network that was published, unpublished or deleted."""
    purge([*object_tags("network", [instance.pk]), *network_urls(instance)])


def purge_join_form_from_cache(sender: type[JoinForm], instance: JoinForm, **kwargs: Any) -> None:
    """Purge what leads to a join form that was published, unpublished or deleted."""
    purge([*object_tags("joinform", [instance.pk]), *join_form_urls(instance)])
