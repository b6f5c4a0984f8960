"""Navigation of the admin for guests: main menu, summary and explorer."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from editorial.guests.access import views_allowed_by_role
from editorial.guests.permissions import is_guest, section_paths
from editorial.guide import guide_menu_item

QUEUE_MENU_ITEM = "queue"


def restrict_main_menu(request: HttpRequest, items: list) -> None:
    """Reduce a guest's menu to what their roles open, and the queue and pages of their sections."""
    if not is_guest(request.user):
        return
    paths = section_paths(request.user)
    queue = [item for item in items if item.name == QUEUE_MENU_ITEM and paths]
    allowed = [
        item for item in items if _view_name(item.url) in views_allowed_by_role(request.user)
    ]
    sections = Page.objects.filter(path__in=paths).order_by("title")
    items[:] = [
        *queue,
        *allowed,
        *(
            MenuItem(
                page.title,
                reverse("wagtailadmin_explore", args=[page.pk]),
                icon_name="folder-open-inverse",
                order=100 + number,
            )
            for number, page in enumerate(sections)
        ),
        guide_menu_item(order=1000),
    ]


def _view_name(url: str) -> str:
    """Return the name of the view at a URL; empty where there is none."""
    try:
        return resolve(url).view_name
    except Resolver404:
        return ""


def hide_summary_items(request: HttpRequest, items: list) -> None:
    """Hide the counts of pages, images and documents from guests."""
    if is_guest(request.user):
        items.clear()


class GuestAwareExplorerView(ExplorableIndexView):
    """Wagtail's explorer, without filters and actions on several pages for guests.

    The filters list the owners of all pages by email address; guests may not use the actions.
    """

    def get_template_names(self) -> list[str]:
        """Return the template without actions on several pages for guests."""
        if is_guest(self.request.user) and not self.results_only:
            return ["editorial/guests/explorer.html"]
        return super().get_template_names()

    @cached_property
    def explorable_columns(self) -> list:
        """Leave out the checkboxes for guests."""
        columns = super().explorable_columns
        if is_guest(self.request.user):
            return [each for each in columns if not isinstance(each, BulkActionsColumn)]
        return columns

    @cached_property
    def filters(self) -> object | None:
        """Omit the filters for guests."""
        return None if is_guest(self.request.user) else super().filters


class GuestAwarePageViewSet(PageViewSet):
    """Registers the explorer for every page type that has no viewset of its own."""

    model = Page
    index_view_class = GuestAwareExplorerView
