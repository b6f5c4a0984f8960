"""Campaigns and their guest writers: a table of contents."""

from campaigns.models.campaign import CampaignIndexPage, CampaignPage, Partner
from campaigns.models.guest_writer import CampaignDesk, GuestWriter

__all__ = ["CampaignDesk", "CampaignIndexPage", "CampaignPage", "GuestWriter", "Partner"]
