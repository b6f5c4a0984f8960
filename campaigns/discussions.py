"""The discussions of a campaign: who reads them, answered to `community`, and the newest ones."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from community.enums import SpaceKind
from community.models import Discussion, Space

NEWEST_DISCUSSIONS = 5


def space_access(user: Any) -> Q:
    """Return the condition on the spaces of campaigns whose page a user may read."""
    campaigns = apps.get_model("campaigns.CampaignPage").objects.visible_to(user)
    return Q(kind=SpaceKind.CAMPAIGN, external_id__in=campaigns.values("pk"))


def get_space(campaign: Any, user: Any) -> Space | None:
    """Return the space of a campaign, if an editor has opened it and the user may read it."""
    spaces = Space.objects.visible_to(user)
    return spaces.filter(kind=SpaceKind.CAMPAIGN, external_id=campaign.pk).first()


def newest_in(space: Space | None, user: Any) -> list[Discussion]:
    """Return the newest discussions of a space that a user sees.

    Args:
        space: The space, or None.
        user: The reader.
    """
    if space is None:
        return []
    shown = Discussion.objects.visible_to(user).filter(space=space, published_at__isnull=False)
    return list(shown.select_related("space")[:NEWEST_DISCUSSIONS])
