"""Rich text widget that stores an empty field always as an empty string."""

import re
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

_EMPTY_PARAGRAPHS = re.compile(r'(?:<p(?: data-block-key="[^"]*")?>\s*</p>)*')


class EmptyNormalisingRichTextArea(DraftailRichTextArea):
    """Returns an empty string for empty paragraphs.

    Draftail submits an empty field as an empty paragraph or as nothing. Counted as a change, that
    would make a user who only approves a page its contributor, who may not approve it.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the submitted HTML, or an empty string for empty paragraphs alone."""
        if data.get(name) == "":
            return ""
        html = super().value_from_datadict(data, files, name)
        return "" if html is not None and _EMPTY_PARAGRAPHS.fullmatch(html) else html
