"""The home page."""

from django.db import models
from django.http import Http404, HttpRequest
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from pages.blocks import LinkCardBlock
from pages.models.hub_page import HubPage
from pages.models.topic import TopicPage


class FeaturedItem(Orderable):
    """An item the editors feature on the home page."""

    home = ParentalKey("pages.HomePage", on_delete=models.CASCADE, related_name="featured")
    item = models.ForeignKey("pages.HubPage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("item")]


class PurposesBlock(blocks.StreamBlock):
    """The purposes of the hub, each with a link."""

    purpose = LinkCardBlock()

    class Meta:
        max_num = 6


class HomePage(HubPage):
    """The home page: the hub's purposes, featured and latest items, and topics."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home.html"

    heading = models.CharField(max_length=100, help_text="The first text that visitors read.")
    introduction = models.TextField(max_length=300)
    action_text = models.CharField("button", max_length=40, blank=True)
    action_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="button link",
    )
    purposes = StreamField(
        PurposesBlock(),
        blank=True,
        verbose_name="what the hub is for",
        help_text="If you leave this empty, we show the sections of the hub.",
    )

    content_panels = [
        *HubPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("action_text"), FieldPanel("action_page")], heading="Button"),
        FieldPanel("purposes"),
        InlinePanel("featured", label="Item", heading="Featured pages", max_num=3),
    ]

    class Meta:
        verbose_name = "home"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to a page by its full path in one query; Wagtail runs one per path component."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        pages = HubPage.objects.filter(url_path=url_path, path__startswith=self.path)
        page = pages.for_page_view().first()
        if page is None or not page.live:
            raise Http404
        return page.specific.copy_loaded_state(page).route(request, [])

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the featured items, the latest items and the top-level topics."""
        context = super().get_context(request, *args, **kwargs)
        visible = HubPage.objects.visible_to(request.user)
        featured_ids = [row.item_id for row in self.featured.all()]
        featured = visible.for_cards().in_bulk(featured_ids)
        context["featured"] = [featured[pk] for pk in featured_ids if pk in featured]
        context["latest"] = list(
            visible.items().exclude(pk__in=featured_ids).newest_first().for_cards()[:9]
        )
        context["topics"] = [topic for topic in TopicPage.tree(request.user) if not topic.level]
        return context
