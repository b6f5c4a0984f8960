"""Rich text as a reader gets it: its words, and where its links lead."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BORDERS = frozenset(
    (
        "p", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "div", "hr", "blockquote",
        "table", "tr", "td", "th", "dt", "dd", "pre", "figure", "figcaption", "section", "embed",
    )
)  # fmt: skip


@dataclass
class HtmlText:
    """What a rich text holds.

    Attributes:
        text: Its words, with a line's end wherever a paragraph or a cell ends.
        addresses: Where its links lead, unless the words say so already.
        documents: The ids of the documents it links to.
        pictures: The alternative texts of the pictures in it.
    """

    text: str = ""
    addresses: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def extract_html_text(markup: str) -> HtmlText:
    """Read a rich text."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    found = reader.found
    found.text = "".join(reader.words).strip()
    found.addresses = [one for one in found.addresses if not _is_said(one, found.text)]
    return found


def _is_said(address: str, text: str) -> bool:
    bare = address.partition(":")[2] if address.startswith(("mailto:", "tel:")) else address
    spoken = text.replace(" ", "").replace("\xa0", "").lower()
    return bare.lower() in spoken


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.found = HtmlText()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BORDERS:
            self.words.append("\n")
        if given.get("href"):
            self.found.addresses.append(given["href"])
        if given.get("linktype") == "document" and given.get("id"):
            self.found.documents.append(given["id"])
        if given.get("alt"):
            self.found.pictures.append(given["alt"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BORDERS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
