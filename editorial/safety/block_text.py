"""Text extraction from StreamField blocks of any type and depth."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.embeds.blocks import EmbedValue
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import RichText

from editorial.safety.passages import Passage, PassageLocation, RecordReference
from editorial.safety.record_text import record_field_passages, rich_text_passages
from identifiers.html_text import extract_html_text


def block_passages(
    block: blocks.Block, value: Any, location: PassageLocation
) -> Iterator[Passage | RecordReference]:
    """Yield the passages of a block's value, and references to records in its rich texts."""
    if isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock) or isinstance(
        value, Page
    ):
        return
    if isinstance(value, blocks.StreamValue):
        yield from _stream_passages(value, location)
    elif isinstance(value, blocks.StructValue):
        for name, child in value.bound_blocks.items():
            # An image takes the label of the block that displays it.
            label = "" if isinstance(child.value, get_image_model()) else str(child.block.label)
            yield from block_passages(child.block, child.value, location.inside(name, label))
    elif isinstance(value, ListValue):
        for counts, child in enumerate(value.bound_blocks, start=1):
            item_location = PassageLocation(
                location.field, f"{location.label} {counts}", child.id or location.block_id
            )
            yield from block_passages(child.block, child.value, item_location)
    elif isinstance(value, Model):
        yield from record_field_passages(value, location)
    else:
        yield from _leaf_passages(block, value, location)


def _stream_passages(
    value: blocks.StreamValue, location: PassageLocation
) -> Iterator[Passage | RecordReference]:
    counts: Counter[str] = Counter()
    for child in value:
        counts[child.block_type] += 1
        label = f"{child.block.label} {counts[child.block_type]}"
        yield from block_passages(
            child.block, child.value, location.inside(child.block_type, label, child.id)
        )


def _leaf_passages(
    block: blocks.Block, value: Any, location: PassageLocation
) -> Iterator[Passage | RecordReference]:
    """Yield the passages of a leaf value: a text, an embed, the cells of a table."""
    if isinstance(value, RichText):
        yield from rich_text_passages(value.source, location)
    elif isinstance(value, EmbedValue):
        yield location.passage(value.url)
    elif isinstance(value, str) and value:
        is_markup = isinstance(block, blocks.RawHTMLBlock)
        yield location.passage(extract_html_text(value).text if is_markup else value)
    elif isinstance(value, dict):
        yield from _leaf_passages(block, list(value.values()), location)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaf_passages(block, part, location)
