"""The section of the hub where networks are found."""

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from networks.models.network import Network
from pages.models import HubPage


class NetworkIndexPage(HubPage):
    """All networks: what each is for, how many belong to it, and how to ask."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    template = "networks/index.html"

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    content_panels = [*HubPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "networks"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Give the template the networks."""
        from networks.member_counts import with_cached_member_counts

        context = super().get_context(request, *args, **kwargs)
        networks = Network.objects.visible_to(request.user).for_cards()
        context["networks"] = with_cached_member_counts(networks)
        return context
