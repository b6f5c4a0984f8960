"""The room a campaign's guests work in: a group of people, and a collection of files."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.roles import PARTNER
from campaigns.models import CampaignPage, CampaignWorkspace, GuestWriter

# What a desk's group may do with its own collection. Wagtail keeps these permissions on its own
# models, whatever stands in for them.
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
    """Return a campaign's desk, made if need be, holding what a desk holds and no more."""
    desk = CampaignWorkspace.objects.select_related("group", "collection").filter(campaign=campaign)
    found = desk.first() or _create_workspace(campaign)
    _sync_page_permissions(found)
    _sync_collection_permissions(found)
    return found


def grant_access(guest: GuestWriter) -> None:
    """Give a guest the desk of each campaign of theirs, no other, and the role of a partner."""
    sync_workspace(guest.campaign)
    own = Group.objects.filter(campaign_desk__campaign__guest_writers__user=guest.user)
    partners, _ = Group.objects.get_or_create(name=PARTNER)
    others = guest.user.groups.filter(campaign_desk__isnull=False).exclude(pk__in=own.values("pk"))
    guest.user.groups.remove(*others)
    guest.user.groups.add(*own, partners)


def revoke_access(guest: GuestWriter) -> None:
    """Take the desk back; with the last desk goes the role."""
    desk = CampaignWorkspace.objects.filter(campaign_id=guest.campaign_id).first()
    if desk:
        guest.user.groups.remove(desk.group)
    if not GuestWriter.objects.filter(user=guest.user).exists():
        guest.user.groups.remove(*Group.objects.filter(name=PARTNER))


def _create_workspace(campaign: CampaignPage) -> CampaignWorkspace:
    title = f"{campaign.title[:_MAX_TITLE_LENGTH]} ({campaign.pk})"
    group, _ = Group.objects.get_or_create(name=f"Guest writers: {title}")
    root = Collection.objects.get(depth=1)
    collection = root.add_child(instance=Collection(name=f"Campaign: {title}"))
    return CampaignWorkspace.objects.create(campaign=campaign, group=group, collection=collection)


def _sync_page_permissions(desk: CampaignWorkspace) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    kept, _ = GroupPagePermission.objects.get_or_create(
        group=desk.group, page_id=desk.campaign_id, permission=permission
    )
    desk.group.page_permissions.exclude(pk=kept.pk).delete()


def _sync_collection_permissions(desk: CampaignWorkspace) -> None:
    kept = []
    for app, codename in _COLLECTION_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        given, _ = GroupCollectionPermission.objects.get_or_create(
            group=desk.group, collection=desk.collection, permission=permission
        )
        kept.append(given.pk)
    desk.group.collection_permissions.exclude(pk__in=kept).delete()
