"""How the hub is being used: claims, and the items that show them."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from pages.blocks.evidence import ThemeBlock
from pages.content_kinds import content_types_of, item_models
from pages.models.hub_page import HubPage


class ThemesBlock(blocks.StreamBlock):
    """The themes, in order."""

    theme = ThemeBlock()


class ImpactPage(HubPage):
    """What the hub is used for, with published figures and with figures that are true today."""

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
        """Return what the hub holds today, counted now: a list of `name`, `number` and `url`."""
        counts = HubPage.objects.visible_to(user).count_by_type()
        figures = []
        for model in item_models().values():
            [content_type] = content_types_of([model])
            figures.append(
                {
                    "name": model.kind.plural,
                    "number": counts.get(content_type.pk, 0),
                    "url": f"/{model.kind.shelf}/",
                }
            )
        return figures

    def themes_for(self, user: object) -> list[dict]:
        """Return the themes, each claim with those of its items that this reader may see.

        Returns:
            A list of ``heading``, ``introduction`` and ``claims``; a claim holds its fields and
            ``items``, the pages that show it.
        """
        themes = [theme.value for theme in self.themes]
        claims = [claim for theme in themes for claim in theme["claims"]]
        named = {page.pk for claim in claims for page in claim["evidence"] if page}
        shown = HubPage.objects.visible_to(user).in_bulk(named)
        return [
            {
                "heading": theme["heading"],
                "introduction": theme["introduction"],
                "claims": [
                    {
                        **claim,
                        "items": [
                            shown[page.pk]
                            for page in claim["evidence"]
                            if page and page.pk in shown
                        ],
                    }
                    for claim in theme["claims"]
                ],
            }
            for theme in themes
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Give the template today's figures, today's date, and what a reader may follow."""
        context = super().get_context(request, *args, **kwargs)
        context["figures"] = self.live_figures(request.user)
        context["themes"] = self.themes_for(request.user)
        context["today"] = timezone.localdate()
        return context
