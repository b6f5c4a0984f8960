"""The page that lists all networks."""

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from networks.models.membership import MemberCounts, Membership
from networks.models.network import Network
from pages.models import HubPage

MEMBER_COUNTS_CACHE_KEY = "networks.member_counts"
MEMBER_COUNTS_CACHE_SECONDS = 600
"""Counting the members of all networks reads every profile."""


class NetworkIndexPage(HubPage):
    """Lists all networks with their summaries and member counts."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    template = "networks/index.html"

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    content_panels = [*HubPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "networks"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the networks, each with its member counts as cached for ten minutes."""
        context = super().get_context(request, *args, **kwargs)
        networks = Network.objects.visible_to(request.user).for_cards()
        counts = cache.get_or_set(
            MEMBER_COUNTS_CACHE_KEY, Membership.objects.member_counts, MEMBER_COUNTS_CACHE_SECONDS
        )
        context["networks"] = [
            (network, counts.get(network.pk, MemberCounts())) for network in networks
        ]
        return context
