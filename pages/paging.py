"""Pages of results, and the links between them."""

from dataclasses import dataclass

from django.core.paginator import Page as PaginatorPage


@dataclass(frozen=True)
class PageLink:
    """A link to one page of results; a gap where some are left out."""

    number: int | None
    url: str
    current: bool
    gap: bool


class Paged:
    """Something that stands on several pages."""

    @property
    def page(self) -> PaginatorPage:
        """Return the page of results that is shown."""
        raise NotImplementedError

    def url(self, **changes: object) -> str:
        """Return the address of these results with something changed, such as the page."""
        raise NotImplementedError

    @property
    def previous_url(self) -> str:
        """Return the address of the page before, or an empty string."""
        if not self.page.has_previous():
            return ""
        return self.url(page=self.page.previous_page_number())

    @property
    def next_url(self) -> str:
        """Return the address of the page after, or an empty string."""
        return self.url(page=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def pages(self) -> list[PageLink]:
        """Return links to the pages of results, with gaps where there are many."""
        paginator = self.page.paginator
        links = []
        for number in paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1):
            gap = number == paginator.ELLIPSIS
            url = "" if gap else self.url(page=number)
            links.append(PageLink(None if gap else number, url, number == self.page.number, gap))
        return links if paginator.num_pages > 1 else []
