"""The page that lists all networks."""

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from networks.models.network import Network
from pages.models import HubPage


class NetworkIndexPage(HubPage):
    """Lists all networks with their summaries and figures."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    template = "networks/index.html"

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    content_panels = [*HubPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "networks"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the networks."""
        context = super().get_context(request, *args, **kwargs)
        context["networks"] = Network.objects.visible_to(request.user).for_cards()
        return context
