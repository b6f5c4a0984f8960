"""The editor of rich text, as Wagtail has it, with one word for nothing."""

import re
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

_EMPTY_PARAGRAPHS = re.compile(r'(?:<p(?: data-block-key="[^"]*")?>\s*</p>)*')


class EmptyNormalisingRichTextArea(DraftailRichTextArea):
    """Stores nothing where nothing was written.

    The editor sends an empty field sometimes as an empty paragraph, sometimes as nothing. Taken
    for a change, that makes whoever only approved a page its last writer, who may not approve it.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the HTML that was sent; an empty text for empty paragraphs alone."""
        if data.get(name) == "":
            return ""
        html = super().value_from_datadict(data, files, name)
        return "" if html is not None and _EMPTY_PARAGRAPHS.fullmatch(html) else html
