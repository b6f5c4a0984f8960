"""The impact page: claims about the hub's use, with evidence and live figures."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import blocks, hooks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index

from pages.blocks.evidence import ThemeBlock
from pages.blocks.outline import unique_anchors
from pages.content_kinds import content_types_of, item_models
from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage


class ThemesBlock(blocks.StreamBlock):
    """The themes of the impact page."""

    theme = ThemeBlock()


class ImpactPage(HubPage):
    """Shows claims with their evidence, and figures counted at the time of the request."""

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    template = "pages/impact.html"

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])
    themes = StreamField(ThemesBlock(), blank=True)

    content_panels = [
        *HubPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("themes"),
    ]
    search_fields = [*HubPage.search_fields, index.SearchField("themes")]

    class Meta:
        verbose_name = "impact page"

    def live_figures(self, user: object) -> list[dict]:
        """Return the number of visible items per content kind, then figures of the higher apps.

        Returns:
            Dicts of ``name``, ``number`` and ``url``; see the hook `impact_figures`. The URL is
            that of the index page, wherever editors have put it; empty without one.
        """
        index_pages = self._index_pages(user)
        counts = HubPage.objects.visible_to(user).count_by_type()
        figures = []
        for model in item_models().values():
            [content_type] = content_types_of([model])
            figures.append(
                {
                    "name": model.content_kind.plural,
                    "number": counts.get(content_type.pk, 0),
                    "url": index_pages[model].url if model in index_pages else "",
                }
            )
        for get_figures in hooks.get_hooks("impact_figures"):
            figures += get_figures(user)
        return figures

    @staticmethod
    def _index_pages(user: object) -> dict[type[Page], HubPage]:
        """Return the visible page that lists each page type."""
        models = [
            model
            for model in get_page_models()
            if issubclass(model, ListingPage) and model.listed in item_models().values()
        ]
        pages = HubPage.objects.visible_to(user).of_types(*models)
        return {page.specific_class.listed: page for page in pages}

    def themes_visible_to(self, user: object) -> list[dict]:
        """Return the themes, each claim with the evidence pages that a user may see.

        Returns:
            A list of ``heading``, ``anchor``, ``introduction`` and ``claims``; a claim has its
            fields and ``items``, its evidence pages.
        """
        themes = [theme.value for theme in self.themes]
        claims = [claim for theme in themes for claim in theme["claims"]]
        evidence_ids = {page.pk for claim in claims for page in claim["evidence"] if page}
        visible = HubPage.objects.visible_to(user).in_bulk(evidence_ids)
        anchors = unique_anchors(theme["heading"] for theme in themes)
        return [
            {
                "heading": theme["heading"],
                "anchor": anchor,
                "introduction": theme["introduction"],
                "claims": [
                    {
                        **claim,
                        "items": [
                            visible[page.pk]
                            for page in claim["evidence"]
                            if page and page.pk in visible
                        ],
                    }
                    for claim in theme["claims"]
                ],
            }
            for theme, anchor in zip(themes, anchors, strict=True)
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the live figures, today's date and the themes."""
        context = super().get_context(request, *args, **kwargs)
        context["figures"] = self.live_figures(request.user)
        context["themes"] = self.themes_visible_to(request.user)
        context["today"] = timezone.localdate()
        return context
