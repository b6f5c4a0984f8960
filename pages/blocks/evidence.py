"""Blocks for statistics, and for the claims of the impact page."""

from datetime import date

from wagtail import blocks


class StatisticBlock(blocks.StructBlock):
    """One figure with what it counts, its date and its source."""

    value = blocks.CharBlock(
        max_length=30,
        help_text="The figure as readers will see it, for example 57%, 1,600+ or £2.1m.",
    )
    label = blocks.CharBlock(max_length=200, help_text="What the figure counts.")
    as_of = blocks.DateBlock(
        label="Date of the figure", help_text="The date the figure was correct."
    )
    source = blocks.CharBlock(max_length=200, help_text="The publisher of the figure.")
    source_url = blocks.URLBlock(required=False, label="Web address of the source")

    class Meta:
        icon = "table"


class StatisticsBlock(blocks.StructBlock):
    """A row of up to six figures."""

    figures = blocks.ListBlock(StatisticBlock(), min_num=1, max_num=6)

    class Meta:
        icon = "table"
        label = "Statistics"
        group = "Evidence"
        description = "A few figures, each with its date and source."
        template = "blocks/statistics.html"
        preview_value = {
            "figures": [
                {
                    "value": "1,000+",
                    "label": "members of the network",
                    "as_of": date(2022, 10, 1),
                    "source": "The hub",
                }
            ]
        }


class EvidenceClaimBlock(blocks.StructBlock):
    """One claim of impact, with the pages that are its evidence."""

    claim = blocks.CharBlock(max_length=400)
    figure = blocks.CharBlock(required=False, max_length=30)
    figure_label = blocks.CharBlock(required=False, max_length=150, label="What the figure counts")
    as_of = blocks.DateBlock(required=False, label="Date of the figure")
    what_changed = blocks.CharBlock(required=False, max_length=400)
    confirmed_by = blocks.CharBlock(required=False, max_length=200)
    evidence = blocks.ListBlock(
        blocks.PageChooserBlock(), min_num=1, label="Pages that show the evidence"
    )

    class Meta:
        icon = "check"


class ThemeBlock(blocks.StructBlock):
    """A theme of the impact page: claims under one heading."""

    heading = blocks.CharBlock(max_length=120)
    introduction = blocks.RichTextBlock(features=["bold", "italic", "link"])
    claims = blocks.ListBlock(EvidenceClaimBlock(), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = "Theme"
        description = "One way the hub is used, with claims and the evidence for each."
        template = "blocks/theme.html"
        preview_value = {
            "heading": "Sharing ideas",
            "introduction": "<p>Members show each other what worked.</p>",
            "claims": [],
        }
