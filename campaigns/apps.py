"""Campaigns with partners."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """What partners and the hub try to change."""

    name = "campaigns"
