"""Rich text in the representation that Draftail stores: each block has a `data-block-key`.

Without the keys, opening and saving a page without edits would count as a change of its content.
"""

from typing import Any

from django.db.models import Field
from wagtail import blocks


def rich_text_field_value(field: Field, html: str) -> str:
    """Return the HTML of a rich text field with block keys."""
    return _with_block_keys(field.formfield().widget, html)


def block_value(block: blocks.Block, raw: Any) -> Any:
    """Return the raw value of a StreamField block with block keys in its rich text."""
    match block:
        case blocks.StreamBlock():
            kinds = block.child_blocks
            return [
                child | {"value": block_value(kinds[child["type"]], child["value"])}
                for child in raw
            ]
        case blocks.StructBlock():
            kinds = block.child_blocks
            return {name: block_value(kinds[name], value) for name, value in raw.items()}
        case blocks.ListBlock():
            return [block_value(block.child_block, value) for value in raw]
        case blocks.RichTextBlock():
            return _with_block_keys(block.field.widget, raw)
    return raw


def _with_block_keys(widget: Any, html: str) -> str:
    converter = widget.converter
    return converter.to_database_format(converter.from_database_format(html)) if html else html
