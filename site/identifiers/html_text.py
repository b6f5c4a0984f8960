"""Text extraction from rich text HTML: its text, link URLs, documents and image alternatives."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCK_TAGS = frozenset(
    (
        "p", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "div", "hr", "blockquote",
        "table", "tr", "td", "th", "dt", "dd", "pre", "figure", "figcaption", "section", "embed",
    )
)  # fmt: skip


@dataclass
class HtmlText:
    """The readable content of a rich text.

    Attributes:
        text: The text, with a line break wherever a block element or a cell ends.
        link_urls: The URLs of links, unless the text shows them already.
        document_ids: The primary keys of linked documents.
        image_alts: The alternative texts of embedded images.
    """

    text: str = ""
    link_urls: list[str] = field(default_factory=list)
    document_ids: list[str] = field(default_factory=list)
    image_alts: list[str] = field(default_factory=list)


def extract_html_text(markup: str) -> HtmlText:
    """Return the readable content of a rich text."""
    parser = _HtmlTextParser()
    parser.feed(markup)
    parser.close()
    result = parser.result
    result.text = "".join(parser.parts).strip()
    result.link_urls = [url for url in result.link_urls if not _is_in_text(url, result.text)]
    return result


def _is_in_text(url: str, text: str) -> bool:
    bare = url.partition(":")[2] if url.startswith(("mailto:", "tel:")) else url
    compact_text = text.replace(" ", "").replace("\xa0", "").lower()
    return bare.lower() in compact_text


class _HtmlTextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.result = HtmlText()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCK_TAGS:
            self.parts.append("\n")
        if attributes.get("href"):
            self.result.link_urls.append(attributes["href"])
        if attributes.get("linktype") == "document" and attributes.get("id"):
            self.result.document_ids.append(attributes["id"])
        if attributes.get("alt"):
            self.result.image_alts.append(attributes["alt"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
