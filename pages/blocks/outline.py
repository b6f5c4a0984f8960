"""The outline of a stream of blocks: heading levels without gaps, and ids for links to headings."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail import blocks

RESERVED_IDS = frozenset(
    {
        *("address", "aim", "big-search", "declared-interests", "discussions", "feed-address"),
        *("first", "main"),
        *("new", "partners", "purpose", "read-next", "records", "share", "site-search", "today"),
        *("topics", "voices"),
    }
)
"""The ids that templates of pages use themselves."""
# Blocks whose template has a section heading of its own.
_SECTION_BLOCKS = ("question", "notice")


def unique_anchors(texts: Iterable[str]) -> list[str]:
    """Return an HTML id for each heading of a page, in any script.

    Args:
        texts: The headings in order. Equal ones are numbered from the second one on.
    """
    anchors: list[str] = []
    for text in texts:
        base = anchor = slugify(text, allow_unicode=True) or "section"
        number = 2
        while anchor in RESERVED_IDS or anchor in anchors:
            anchor, number = f"{base}-{number}", number + 1
        anchors.append(anchor)
    return anchors


class OutlinedStreamBlock(blocks.StreamBlock):
    """A stream whose headings form an outline below the page's title.

    A sub-section that follows no section is shown as a section.
    """

    def render(self, value: blocks.StreamValue, context: dict | None = None) -> SafeString:
        """Extend rendering by setting the level and the id of each heading."""
        headings = [child.value for child in value if child.block_type == "heading"]
        anchors = unique_anchors(heading["text"] for heading in headings)
        for heading, anchor in zip(headings, anchors, strict=True):
            heading.anchor = anchor
        has_section = False
        for child in value:
            if child.block_type == "heading":
                child.value.outline_level = child.value["level"] if has_section else "h2"
            elif child.block_type == "callout":
                child.value.outline_level = "h3" if has_section else "h2"
            has_section |= child.block_type in (*_SECTION_BLOCKS, "heading")
        return super().render(value, context)
