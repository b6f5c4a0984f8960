"""Who may write for a campaign, and the room they write in."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection


class CampaignWorkspace(models.Model):
    """A campaign's own room in the admin: a group of people and a collection of pictures."""

    campaign = models.OneToOneField(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="desk"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="campaign_workspace")
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="campaign_workspace"
    )

    def __str__(self) -> str:
        return f"Desk of {self.campaign}"


class GuestWriter(models.Model):
    """A partner's person who may write guest blogs for one campaign."""

    campaign = models.ForeignKey(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="guest_writers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="guest_writer_rows",
        verbose_name="account",
        help_text="An account with the role “Campaign partners”.",
    )
    since = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["campaign__title", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "user"], name="one_guest_writer_per_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.campaign}"
