"""The room a campaign's guests work in: a group of people, and a collection of files."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.roles import PARTNER
from campaigns.models import CampaignDesk, CampaignPage, GuestWriter

# What a desk's group may do with its own collection. Wagtail keeps these permissions on its own
# models, whatever stands in for them.
_WITH_FILES = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
_LONGEST_TITLE = 100


@transaction.atomic
def desk_of(campaign: CampaignPage) -> CampaignDesk:
    """Return a campaign's desk, made if need be, holding what a desk holds and no more."""
    desk = CampaignDesk.objects.select_related("group", "collection").filter(campaign=campaign)
    found = desk.first() or _open(campaign)
    _sync_pages(found)
    _sync_files(found)
    return found


def seat(guest: GuestWriter) -> None:
    """Give a guest the desk of each campaign of theirs, no other, and the role of a partner."""
    desk_of(guest.campaign)
    own = Group.objects.filter(campaign_desk__campaign__guest_writers__user=guest.user)
    partners, _ = Group.objects.get_or_create(name=PARTNER)
    others = guest.user.groups.filter(campaign_desk__isnull=False).exclude(pk__in=own.values("pk"))
    guest.user.groups.remove(*others)
    guest.user.groups.add(*own, partners)


def unseat(guest: GuestWriter) -> None:
    """Take the desk back; with the last desk goes the role."""
    desk = CampaignDesk.objects.filter(campaign_id=guest.campaign_id).first()
    if desk:
        guest.user.groups.remove(desk.group)
    if not GuestWriter.objects.filter(user=guest.user).exists():
        guest.user.groups.remove(*Group.objects.filter(name=PARTNER))


def _open(campaign: CampaignPage) -> CampaignDesk:
    title = f"{campaign.title[:_LONGEST_TITLE]} ({campaign.pk})"
    group, _ = Group.objects.get_or_create(name=f"Guest writers: {title}")
    root = Collection.objects.get(depth=1)
    collection = root.add_child(instance=Collection(name=f"Campaign: {title}"))
    return CampaignDesk.objects.create(campaign=campaign, group=group, collection=collection)


def _sync_pages(desk: CampaignDesk) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    kept, _ = GroupPagePermission.objects.get_or_create(
        group=desk.group, page_id=desk.campaign_id, permission=permission
    )
    desk.group.page_permissions.exclude(pk=kept.pk).delete()


def _sync_files(desk: CampaignDesk) -> None:
    kept = []
    for app, codename in _WITH_FILES:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        given, _ = GroupCollectionPermission.objects.get_or_create(
            group=desk.group, collection=desk.collection, permission=permission
        )
        kept.append(given.pk)
    desk.group.collection_permissions.exclude(pk__in=kept).delete()
