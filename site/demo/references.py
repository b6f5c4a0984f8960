"""References between entries: `hub:blogs/some-slug` becomes a link to that page."""

import re
from pathlib import Path
from typing import Any

from wagtail.models import Page

from campaigns.models import CampaignPage
from demo.content import ContentError
from interviews.models import InterviewPage
from pages.models import BlogPage, HomePage, ResourcePage, StandardPage, TopicPage

MODELS_BY_FOLDER: dict[str, type[Page]] = {
    "blogs": BlogPage,
    "campaigns": CampaignPage,
    "interviews": InterviewPage,
    "pages": StandardPage,
    "resources": ResourcePage,
}
_HREF = re.compile(r'href="hub:([^"]+)"')
_PREFIX = "hub:"


class References:
    """Primary keys of pages by reference. Create it once all pages exist."""

    def __init__(self) -> None:
        self.pages = {
            f"{folder}/{slug}": pk
            for folder, model in MODELS_BY_FOLDER.items()
            for slug, pk in model.objects.values_list("slug", "pk")
        }
        home = HomePage.objects.get()
        for address, pk in TopicPage.objects.values_list("url_path", "pk"):
            self.pages[address.removeprefix(home.url_path).strip("/")] = pk

    def find(self, ref: str, file: Path) -> int:
        """Return the primary key of the page that a reference names.

        Raises:
            ContentError: There is no such page; the message names the file.
        """
        try:
            return self.pages[ref.removeprefix(_PREFIX).strip("/")]
        except KeyError:
            raise ContentError(file, f"nothing is known by the reference “{ref}”") from None

    def resolve(self, value: Any, file: Path) -> Any:
        """Return a nested value with its references replaced by page links."""
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
