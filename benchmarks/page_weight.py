"""The files that a browser loads on the first visit to a page, and their size."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

LINKED_FILE_RELATIONS = {"stylesheet", "icon", "preload", "manifest", "modulepreload"}


@dataclass(frozen=True)
class FileWeight:
    """The size of one file.

    Attributes:
        url: Its URL.
        size: Its size in bytes.
        transferred: The number of bytes transferred: compressed, except for fonts.
    """

    url: str
    size: int
    transferred: int


class LinkedFileParser(HTMLParser):
    """Collects the URLs of the files other than images that a browser loads for a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the URL of a stylesheet, script, font or icon."""
        values = dict(attrs)
        url = None
        if tag == "link" and LINKED_FILE_RELATIONS & set((values.get("rel") or "").split()):
            url = values.get("href")
        elif tag == "script":
            url = values.get("src")
        if url and url not in self.urls:
            self.urls.append(url)


def first_visit_files(url: str, get: Callable[[str], bytes]) -> list[FileWeight]:
    """Return the page and the files it loads, without images.

    Args:
        url: The URL of the page.
        get: Returns the content of a URL that is no static file.
    """
    html = get(url)
    files = {url: html}
    for linked in LinkedFileParser(html.decode()).urls:
        path = finders.find(linked.removeprefix(settings.STATIC_URL))
        is_static = linked.startswith(settings.STATIC_URL) and path is not None
        files[linked] = Path(path).read_bytes() if is_static else get(linked)
    return [
        FileWeight(name, len(data), _transferred_size(name, data)) for name, data in files.items()
    ]


def _transferred_size(url: str, data: bytes) -> int:
    """Return the size after compression; a font is compressed already."""
    return len(data) if url.endswith(".woff2") else len(gzip.compress(data, 6))
