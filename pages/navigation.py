"""The ways through the hub that stand on every page."""

from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from pages.content_kinds import content_types_of
from pages.models import HubPage, StandardPage


class Navigation:
    """Sections in the header, plain pages in the footer and the way here, in one query.

    Args:
        request: The reader's request: its user decides what is shown, its path what is current.
        page: The page that is read, if it is one of the tree.
    """

    def __init__(self, request: HttpRequest, page: Page | None = None) -> None:
        self.request = request
        self.page = page

    def as_context(self) -> dict[str, object]:
        """Return the menus by the names templates know them by; they ask only when drawn."""
        return {
            "sections": SimpleLazyObject(lambda: self.sections),
            "footer_pages": SimpleLazyObject(lambda: self.footer_pages),
            "breadcrumbs": SimpleLazyObject(lambda: self.breadcrumbs),
        }

    @cached_property
    def _home(self) -> Page | None:
        site = Site.find_for_request(self.request)
        return site.root_page if site else None

    @cached_property
    def _above(self) -> list[str]:
        """The tree paths of the pages between home and the page that is read."""
        if not self.page or not self._home:
            return []
        step, end = Page.steplen, len(self.page.path)
        return [self.page.path[:cut] for cut in range(len(self._home.path) + step, end, step)]

    @cached_property
    def _pages(self) -> list[HubPage]:
        if not self._home:
            return []
        below = Q(depth=self._home.depth + 1, path__startswith=self._home.path)
        wanted = HubPage.objects.filter(below | Q(path__in=self._above))
        pages = list(wanted.visible_to(self.request.user).order_by("path"))
        for page in pages:
            page.is_current = self.request.path.startswith(page.get_url(self.request) or "\0")
        return pages

    @property
    def _below_home(self) -> list[HubPage]:
        return [page for page in self._pages if page.path not in self._above[1:]]

    @property
    def sections(self) -> list[HubPage]:
        """Return the pages of the main menu; `is_current` where the reader is."""
        return [page for page in self._below_home if page.show_in_menus]

    @property
    def footer_pages(self) -> list[HubPage]:
        """Return the plain pages about the hub."""
        [plain] = content_types_of([StandardPage])
        return [page for page in self._below_home if page.content_type_id == plain.pk]

    @property
    def breadcrumbs(self) -> list[HubPage]:
        """Return the pages between home and the page that is read, from the top."""
        return [page for page in self._pages if page.path in self._above]
