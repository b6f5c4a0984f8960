"""Models of campaigns and their guest writers."""

from campaigns.models.campaign import CampaignIndexPage, CampaignPage, Partner
from campaigns.models.guest_writer import CampaignWorkspace, GuestWriter

__all__ = ["CampaignIndexPage", "CampaignPage", "CampaignWorkspace", "GuestWriter", "Partner"]
