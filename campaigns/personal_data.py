"""Personal data of campaigns: the campaigns that a user may write for."""

from typing import Any

from django.db.models import Model

from campaigns.models import GuestWriter
from personal_data.registry import PersonalDataSource


def collect_campaigns(user: Any) -> list[dict[str, Any]]:
    """Return the campaigns for which a user is a guest writer."""
    guest_writers = GuestWriter.objects.filter(user=user).select_related("campaign")
    return [{"campaign": writer.campaign.title, "since": writer.since} for writer in guest_writers]


def erase_campaigns(user: Any) -> None:
    """Delete a user's guest writer records, which revokes their access to the campaigns."""
    for writer in GuestWriter.objects.filter(user=user):
        writer.delete()


def sources() -> list[PersonalDataSource]:
    """Return what campaigns store about users."""
    return [PersonalDataSource("campaigns", collect_campaigns, erase_campaigns)]


def log_label_user_fields() -> dict[type[Model], str]:
    """Return that the log label of a guest writer names its user."""
    return {GuestWriter: "user"}
