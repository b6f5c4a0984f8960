"""References between pieces: `hub:blogs/some-slug` becomes a link to the page that stands there."""

import re
from pathlib import Path
from typing import Any

from wagtail.models import Page

from campaigns.models import CampaignPage
from demo.content import ContentError
from interviews.models import InterviewPage
from pages.models import BlogPage, HomePage, ResourcePage, StandardPage, TopicPage

SHELVES: dict[str, type[Page]] = {
    "blogs": BlogPage,
    "campaigns": CampaignPage,
    "interviews": InterviewPage,
    "pages": StandardPage,
    "resources": ResourcePage,
}
_HREF = re.compile(r'href="hub:([^"]+)"')
_PREFIX = "hub:"


class References:
    """Knows the page of every reference. It is made when all pages stand."""

    def __init__(self) -> None:
        self.pages = {
            f"{shelf}/{slug}": pk
            for shelf, model in SHELVES.items()
            for slug, pk in model.objects.values_list("slug", "pk")
        }
        home = HomePage.objects.get()
        for address, pk in TopicPage.objects.values_list("url_path", "pk"):
            self.pages[address.removeprefix(home.url_path).strip("/")] = pk

    def find(self, ref: str, file: Path) -> int:
        """Return the id of the page a reference means.

        Raises:
            ContentError: No page stands there; the message names the file.
        """
        try:
            return self.pages[ref.removeprefix(_PREFIX).strip("/")]
        except KeyError:
            raise ContentError(file, f"nothing is known by the reference “{ref}”") from None

    def resolve(self, value: Any, file: Path) -> Any:
        """Return a value, however deep, with its references made into links to pages."""
        if isinstance(value, str):
            return _HREF.sub(lambda m: f'linktype="page" id="{self.find(m[1], file)}"', value)
        if isinstance(value, list):
            return [self.resolve(part, file) for part in value]
        if isinstance(value, dict):
            resolved = {key: self.resolve(part, file) for key, part in value.items()}
            if str(value.get("url") or "").startswith(_PREFIX):
                resolved |= {"page": self.find(value["url"], file), "url": ""}
            return resolved
        return value
