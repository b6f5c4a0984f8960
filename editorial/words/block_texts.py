"""The words of blocks, whatever blocks they are and however deep they stand."""

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

from editorial.words.markup import written
from editorial.words.places_on_page import Lead, Passage, Place
from editorial.words.record_texts import record_texts, rich_texts


def block_texts(block: blocks.Block, value: Any, place: Place) -> Iterator[Passage | Lead]:
    """Yield the words of a block's value, and leads to what its rich texts link to."""
    if isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock) or isinstance(
        value, Page
    ):
        return
    if isinstance(value, blocks.StreamValue):
        yield from _stream(value, place)
    elif isinstance(value, blocks.StructValue):
        for name, child in value.bound_blocks.items():
            # A picture goes by the name of the block that shows it.
            label = "" if isinstance(child.value, get_image_model()) else str(child.block.label)
            yield from block_texts(child.block, child.value, place.inside(name, label))
    elif isinstance(value, ListValue):
        for number, child in enumerate(value.bound_blocks, start=1):
            inner = Place(place.field, f"{place.label} {number}", child.id or place.block_id)
            yield from block_texts(child.block, child.value, inner)
    elif isinstance(value, Model):
        yield from record_texts(value, place)
    else:
        yield from _plain(block, value, place)


def _stream(value: blocks.StreamValue, place: Place) -> Iterator[Passage | Lead]:
    number: Counter[str] = Counter()
    for child in value:
        number[child.block_type] += 1
        label = f"{child.block.label} {number[child.block_type]}"
        yield from block_texts(
            child.block, child.value, place.inside(child.block_type, label, child.id)
        )


def _plain(block: blocks.Block, value: Any, place: Place) -> Iterator[Passage | Lead]:
    """Yield the words of what is no block of blocks: a text, a link, the cells of a table."""
    if isinstance(value, RichText):
        yield from rich_texts(value.source, place)
    elif isinstance(value, EmbedValue):
        yield place.passage(value.url)
    elif isinstance(value, str) and value:
        is_markup = isinstance(block, blocks.RawHTMLBlock)
        yield place.passage(written(value).text if is_markup else value)
    elif isinstance(value, dict):
        yield from _plain(block, list(value.values()), place)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _plain(block, part, place)
