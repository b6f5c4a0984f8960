"""The ways through the hub that stand on every page."""

from functools import cached_property

from django.http import HttpRequest
from wagtail.models import Site

from pages.kinds import content_types_of
from pages.models import HubPage, StandardPage


class Navigation:
    """Sections in the header and plain pages in the footer, in one query for both.

    Args:
        request: The reader's request: its user decides what is shown, its path what is current.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def _below_home(self) -> list[HubPage]:
        site = Site.find_for_request(self.request)
        if site is None:
            return []
        visible = HubPage.objects.visible_to(self.request.user)
        pages = list(visible.child_of(site.root_page).order_by("path"))
        for page in pages:
            page.is_current = self.request.path.startswith(page.get_url(self.request) or "\0")
        return pages

    @property
    def sections(self) -> list[HubPage]:
        """Return the pages of the main menu; `is_current` where the reader is."""
        return [page for page in self._below_home if page.show_in_menus]

    @property
    def footer(self) -> list[HubPage]:
        """Return the plain pages about the hub."""
        [plain] = content_types_of([StandardPage])
        return [page for page in self._below_home if page.content_type_id == plain.pk]
