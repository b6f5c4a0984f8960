"""The rich text widget of the admin: empty text, and submitted values that are no content state.

Draftail submits rich text as a content state, the JSON of Draft.js. Wagtail's widget raises an
exception on other values.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.staticfiles import versioned_static

from editorial.modeladmin import MAX_ID, exceeds_max_id

INVALID_CONTENT = (
    "This text could not be read in full. Check what is shown here, then save the page again."
)
MAX_DEPTH = 20
"""The deepest level of a list."""
_EMPTY_PARAGRAPHS = re.compile(r'(?:<p(?: data-block-key="[^"]*")?>\s*</p>)*')


class InvalidContent(str):
    """A submitted value that is no content state.

    A form field converts a value to a plain string first; here that raises the field's error.
    """

    def __str__(self) -> NoReturn:
        raise ValidationError(INVALID_CONTENT, code="invalid")


class HubRichTextArea(DraftailRichTextArea):
    """Returns an empty string for empty paragraphs, and `InvalidContent` for no content state.

    Draftail submits an empty field as an empty paragraph or as nothing. Counted as a change, that
    would make a user who only approves a page its contributor, who may not approve it.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the submitted HTML."""
        submitted = data.get(name)
        if not submitted:
            return submitted
        try:
            require_content_state(submitted)
            html = super().value_from_datadict(data, files, name)
        except (ContentStateError, ExporterException):
            return InvalidContent(submitted)
        # A pair of UTF-16 surrogates that was cut in half cannot be stored.
        html = html.encode(errors="ignore").decode()
        return "" if _EMPTY_PARAGRAPHS.fullmatch(html) else html

    def format_value(self, value: Any) -> str:
        """Return the content state to edit: of an invalid value, the text that can be read."""
        if isinstance(value, InvalidContent):
            value = "".join(f"<p>{escape(text)}</p>" for text in readable_texts(value))
        return super().format_value(value)


class ContentStateError(ValueError):
    """A value is no content state."""


def require_content_state(submitted: str) -> None:
    """Check the shape of a content state, and the ids of links in it.

    Raises:
        ContentStateError: It is none.
    """
    state = _load(submitted)
    if state is None:  # Draftail's value of an empty field
        return
    _require(isinstance(state, dict))
    blocks, entities = state.get("blocks", []), state.get("entityMap", {})
    _require(isinstance(blocks, list) and isinstance(entities, dict))
    for entity in entities.values():
        _require_entity(entity)
    for block in blocks:
        _require_block(block, entities)


def readable_texts(submitted: str) -> Iterator[str]:
    """Yield the texts of the blocks of an invalid content state; without any, the value itself."""
    try:
        state = _load(submitted)
    except ContentStateError:
        state = None
    blocks = state.get("blocks") if isinstance(state, dict) else None
    if not isinstance(blocks, list):
        yield str.__str__(submitted)
        return
    for block in blocks:
        text = block.get("text") if isinstance(block, dict) else block
        if isinstance(text, str):
            yield text


def _load(submitted: str) -> Any:
    try:
        return json.loads(submitted)
    except (ValueError, RecursionError) as error:
        raise ContentStateError from error


def _require(condition: bool) -> None:
    if not condition:
        raise ContentStateError


def _require_block(block: Any, entities: dict[str, Any]) -> None:
    _require(isinstance(block, dict))
    _require(all(isinstance(block.get(name), str) for name in ("text", "type")))
    _require(isinstance(block.get("key", ""), str))
    _require(_is_number(block.get("depth", 0), MAX_DEPTH))
    # Draft.js counts UTF-16 code units.
    length = len(block["text"].encode("utf-16-le", "surrogatepass")) // 2
    styles, links = block.get("inlineStyleRanges", []), block.get("entityRanges", [])
    for ranges in (styles, links):
        _require(isinstance(ranges, list))
        for item in ranges:
            _require(isinstance(item, dict))
            _require(all(_is_number(item.get(name), length) for name in ("offset", "length")))
            _require(item["offset"] + item["length"] <= length)
    _require(all(isinstance(item.get("style"), str) for item in styles))
    keys = [item.get("key") for item in links]
    _require(all(isinstance(key, int | str) and str(key) in entities for key in keys))


def _require_entity(entity: Any) -> None:
    _require(isinstance(entity, dict) and isinstance(entity.get("type"), str))
    data = entity.get("data")
    _require(isinstance(data, dict))
    # Of a nested value nothing is read, but for `children` and the like, which would be rendered.
    _require(all(isinstance(value, str | int | float | None) for value in data.values()))
    pk = data.get("id")
    if pk is not None:
        _require(_is_id(pk))
    elif entity["type"] == "LINK":
        _require(isinstance(data.get("url"), str))


def _is_number(value: Any, maximum: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= maximum


def _is_id(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and not exceeds_max_id(value)
    return _is_number(value, MAX_ID)


def paste_script() -> SafeString:
    """Return the script element that removes deleted and hidden text from what is pasted."""
    return format_html('<script src="{}" defer></script>', versioned_static("js/paste.js"))


def labels_script() -> SafeString:
    """Return the script element that names the rich text fields of an editor."""
    url = versioned_static("js/rich-text-labels.js")
    return format_html('<script src="{}" defer></script>', url)
