"""What campaigns hold about a person with an account."""

from typing import Any

from django.db.models import Model

from campaigns.models import GuestWriter
from personal_data.registry import PersonalDataSource


def collect_campaigns(user: Any) -> list[dict[str, Any]]:
    """Return the campaigns somebody may write for."""
    found = GuestWriter.objects.filter(user=user).select_related("campaign")
    return [{"campaign": seat.campaign.title, "since": seat.since} for seat in found]


def erase_campaigns(user: Any) -> None:
    """Take the seats back, and the rooms that go with them."""
    for seat in GuestWriter.objects.filter(user=user):
        seat.delete()


def sources() -> list[PersonalDataSource]:
    """Return what campaigns store about users."""
    return [PersonalDataSource("campaigns", collect_campaigns, erase_campaigns)]


def named_models() -> dict[type[Model], str]:
    """Return that the title of a guest writer's record names its user."""
    return {GuestWriter: "user"}
