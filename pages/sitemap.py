"""The sitemap: what anybody may read."""

from django.contrib.auth.models import AnonymousUser
from wagtail.contrib.sitemaps import Sitemap

from pages.models import HubPage
from pages.querysets import HubPageQuerySet


class HubSitemap(Sitemap):
    """Every public page of the hub."""

    def items(self) -> HubPageQuerySet:
        """Return the pages, in tree order."""
        return HubPage.objects.visible_to(AnonymousUser()).order_by("path")

    def get_urls(self, page: int = 1, site: object = None, protocol: str | None = None) -> list:
        """Return one entry a page that has an address, without fetching each page's own table."""
        pages = self.paginator.page(page).object_list
        return [
            {
                "location": address,
                "lastmod": item.last_published_at or item.latest_revision_created_at,
                "changefreq": None,
                "priority": "",
                "alternates": [],
            }
            for item in pages
            if (address := item.full_url)
        ]
