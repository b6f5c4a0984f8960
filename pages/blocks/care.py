"""Blocks that look after the reader."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class NoticeBlock(blocks.StructBlock):
    """Says what is coming, and where to find help."""

    text = blocks.TextBlock(
        help_text="What the piece speaks of, so that a reader can choose. One or two sentences."
    )
    sources = blocks.ListBlock(
        SnippetChooserBlock("pages.HelpSource"), label="Sources of help", min_num=1
    )

    class Meta:
        icon = "warning"
        label = "Sensitive content notice"
        group = "Care"
        description = "Says what is coming, and where to find help. Put it first."
        template = "blocks/notice.html"
        preview_template = "blocks/previews/notice.html"
