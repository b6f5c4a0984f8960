"""Guest writers, and the permissions a campaign grants them."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection


class CampaignWorkspace(models.Model):
    """The group and the collection through which a campaign's guest writers get permissions."""

    campaign = models.OneToOneField(
        "campaigns.CampaignPage", on_delete=models.CASCADE, related_name="workspace"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="campaign_workspace")
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="campaign_workspace"
    )

    def __str__(self) -> str:
        return f"Workspace of {self.campaign}"


class GuestWriter(models.Model):
    """A user who may write guest blogs for one campaign."""

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
