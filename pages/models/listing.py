"""The base of index pages."""

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from pages.listing import PageListing
from pages.models.hub_page import HubPage
from pages.querysets import HubPageQuerySet


class ListingPage(HubPage):
    """Abstract base of pages that list others."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    listed: type[Page] | None = None
    filters: tuple[str, ...] = ("topic", "audience", "year")
    page_size = 12

    content_panels = [*HubPage.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def get_listed_pages(self, user: object) -> HubPageQuerySet:
        """Return the pages listed for a user, before any filter."""
        pages = HubPage.objects.visible_to(user)
        return pages.of_types(self.listed) if self.listed else pages.items()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the listing."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = PageListing(
            self.get_listed_pages(request.user), request, self.filters, page_size=self.page_size
        )
        return context
