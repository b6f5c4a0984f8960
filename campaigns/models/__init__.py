"""Campaigns and their guest writers: a table of contents."""

from campaigns.models.campaign import CampaignIndexPage, CampaignPage, Partner
from campaigns.models.guest_writer import CampaignWorkspace, GuestWriter

__all__ = ["CampaignIndexPage", "CampaignPage", "CampaignWorkspace", "GuestWriter", "Partner"]
