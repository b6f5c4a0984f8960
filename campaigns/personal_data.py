"""What campaigns hold about a person with an account."""

from typing import Any

from campaigns.models import GuestWriter
from personal_data import log_redaction, registry


def collect_campaigns(user: Any) -> list[dict[str, Any]]:
    """Return the campaigns somebody may write for."""
    found = GuestWriter.objects.filter(user=user).select_related("campaign")
    return [{"campaign": seat.campaign.title, "since": seat.since} for seat in found]


def erase_campaigns(user: Any) -> None:
    """Take the seats back, and the rooms that go with them."""
    for seat in GuestWriter.objects.filter(user=user):
        seat.delete()


def register() -> None:
    """Let campaigns say their part, and that a seat is called by the name of who has it."""
    log_redaction.register_named_model(GuestWriter)
    registry.user_data.register("campaigns", collect_campaigns, erase_campaigns)
