"""Permissions of guest writers: a group and a collection per campaign."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.roles import PARTNER
from campaigns.models import CampaignPage, CampaignWorkspace, GuestWriter

# The permissions of a workspace's group on its collection. Wagtail looks these up on its own
# models, whatever custom model replaces them.
_COLLECTION_PERMISSIONS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
_MAX_TITLE_LENGTH = 100


@transaction.atomic
def sync_workspace(campaign: CampaignPage) -> CampaignWorkspace:
    """Return a campaign's workspace, created if missing, with exactly its permissions."""
    workspaces = CampaignWorkspace.objects.select_related("group", "collection")
    workspace = workspaces.filter(campaign=campaign).first() or _create_workspace(campaign)
    _sync_page_permissions(workspace)
    _sync_collection_permissions(workspace)
    return workspace


def grant_access(guest_writer: GuestWriter) -> None:
    """Add a guest writer to the groups of exactly their campaigns, and to the partner role."""
    sync_workspace(guest_writer.campaign)
    own = Group.objects.filter(campaign_workspace__campaign__guest_writers__user=guest_writer.user)
    partners, _ = Group.objects.get_or_create(name=PARTNER)
    others = guest_writer.user.groups.filter(campaign_workspace__isnull=False).exclude(
        pk__in=own.values("pk")
    )
    guest_writer.user.groups.remove(*others)
    guest_writer.user.groups.add(*own, partners)


def revoke_access(guest_writer: GuestWriter) -> None:
    """Remove the campaign's group, and the partner role with the last campaign."""
    workspace = CampaignWorkspace.objects.filter(campaign_id=guest_writer.campaign_id).first()
    if workspace:
        guest_writer.user.groups.remove(workspace.group)
    if not GuestWriter.objects.filter(user=guest_writer.user).exists():
        guest_writer.user.groups.remove(*Group.objects.filter(name=PARTNER))


def _create_workspace(campaign: CampaignPage) -> CampaignWorkspace:
    title = f"{campaign.title[:_MAX_TITLE_LENGTH]} ({campaign.pk})"
    group, _ = Group.objects.get_or_create(name=f"Guest writers: {title}")
    root = Collection.objects.get(depth=1)
    collection = root.add_child(instance=Collection(name=f"Campaign: {title}"))
    return CampaignWorkspace.objects.create(campaign=campaign, group=group, collection=collection)


def _sync_page_permissions(workspace: CampaignWorkspace) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    page_permission, _ = GroupPagePermission.objects.get_or_create(
        group=workspace.group, page_id=workspace.campaign_id, permission=permission
    )
    workspace.group.page_permissions.exclude(pk=page_permission.pk).delete()


def _sync_collection_permissions(workspace: CampaignWorkspace) -> None:
    permission_ids = []
    for app, codename in _COLLECTION_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        granted, _ = GroupCollectionPermission.objects.get_or_create(
            group=workspace.group, collection=workspace.collection, permission=permission
        )
        permission_ids.append(granted.pk)
    workspace.group.collection_permissions.exclude(pk__in=permission_ids).delete()
