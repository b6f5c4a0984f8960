"""The sitemap of public pages and of the people they name."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap

from pages.models import HubPage, Person
from pages.people.credits import people_with_page
from pages.querysets import HubPageQuerySet


class HubSitemap(Sitemap):
    """Lists every page an anonymous reader may see."""

    def items(self) -> HubPageQuerySet:
        """Return the public pages in tree order."""
        return HubPage.objects.visible_to(AnonymousUser()).order_by("path")

    def get_urls(self, page: int = 1, site: object = None, protocol: str | None = None) -> list:
        """Return one entry per page with a URL, without loading specific pages as Wagtail does."""
        pages = self.paginator.page(page).object_list
        return [
            {
                "location": url,
                "lastmod": item.last_published_at or item.latest_revision_created_at,
                "changefreq": None,
                "priority": "",
                "alternates": [],
            }
            for item in pages
            if (url := item.full_url)
        ]


class PeopleSitemap(DjangoSitemap):
    """Lists the people who are named on a public page."""

    def items(self) -> QuerySet[Person]:
        """Return the people in the order of their records."""
        return people_with_page(AnonymousUser()).order_by("pk")

    def location(self, person: Person) -> str:
        """Return the path of the person's page."""
        return person.page_url
