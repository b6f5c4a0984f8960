"""The explorer, without the filters that would tell a guest who else has an account."""

from django.utils.functional import cached_property
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from editorial.guests.permissions import is_guest


class GuestAwareExplorerView(ExplorableIndexView):
    """Wagtail's explorer. Its filters name every owner of every page, by e-mail address."""

    @cached_property
    def filters(self) -> object | None:
        """Offer the filters to the desk only."""
        return None if is_guest(self.request.user) else super().filters


class GuestAwarePageViewSet(PageViewSet):
    """The explorer of every page type that has none of its own."""

    model = Page
    index_view_class = GuestAwareExplorerView
