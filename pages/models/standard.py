"""Standard pages: about, privacy, accessibility …"""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BodyBlock
from pages.models.hub_page import HubPage


class StandardPage(HubPage):
    """A page with a plain body, outside the library."""

    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    template = "pages/standard.html"

    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*HubPage.content_panels, FieldPanel("body"), *HubPage.classification_panels]
    search_fields = [*HubPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "standard page"
