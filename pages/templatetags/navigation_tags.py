"""Template tags for the menus of the header and the footer, and for breadcrumbs."""

from functools import cached_property
from typing import Any

from django import template
from django.db.models import Q
from django.http import HttpRequest
from django.template.context import RequestContext
from wagtail.models import Page, Site

from pages.content_kinds import content_types_of
from pages.models import HubPage, StandardPage

register = template.Library()


class Navigation:
    """The main menu, the footer's pages and the breadcrumbs, fetched together in one query.

    Args:
        request: Its user decides which pages are listed, its path which one is current.
        page: The page being rendered, if there is one.
    """

    def __init__(self, request: HttpRequest, page: Page | None = None) -> None:
        self.request = request
        self.page = page

    @cached_property
    def _home(self) -> Page | None:
        site = Site.find_for_request(self.request)
        return site.root_page if site else None

    @cached_property
    def _ancestor_paths(self) -> list[str]:
        """The tree paths of the pages between the home page and the current page."""
        if not self.page or not self._home:
            return []
        step, end = Page.steplen, len(self.page.path)
        return [self.page.path[:cut] for cut in range(len(self._home.path) + step, end, step)]

    @cached_property
    def _pages(self) -> list[HubPage]:
        if not self._home:
            return []
        children = Q(depth=self._home.depth + 1, path__startswith=self._home.path)
        queryset = HubPage.objects.filter(children | Q(path__in=self._ancestor_paths))
        pages = list(queryset.visible_to(self.request.user).order_by("path"))
        for page in pages:
            page.is_current = self.request.path.startswith(page.get_url(self.request) or "\0")
        return pages

    @property
    def _children_of_home(self) -> list[HubPage]:
        return [page for page in self._pages if page.path not in self._ancestor_paths[1:]]

    @property
    def main_menu(self) -> list[HubPage]:
        """Return the children of the home page that show in menus; `is_current` on one of them."""
        return [page for page in self._children_of_home if page.show_in_menus]

    @property
    def footer_menu(self) -> list[HubPage]:
        """Return the standard pages directly below the home page."""
        [standard] = content_types_of([StandardPage])
        return [page for page in self._children_of_home if page.content_type_id == standard.pk]

    def section_of_type(self, model: type[Page]) -> HubPage | None:
        """Return the page of a type that is directly below the home page."""
        [content_type] = content_types_of([model])
        pages = [page for page in self._children_of_home if page.content_type_id == content_type.pk]
        return pages[0] if pages else None

    @property
    def breadcrumbs(self) -> list[HubPage]:
        """Return the pages between the home page and the current page, from the top."""
        return [page for page in self._pages if page.path in self._ancestor_paths]


def get_navigation(context: RequestContext) -> Navigation:
    """Return the request's navigation, so that all tags of one response share its query."""
    request: Any = context["request"]
    if not hasattr(request, "navigation"):
        request.navigation = Navigation(request, context.get("page"))
    return request.navigation


@register.simple_tag(takes_context=True)
def main_menu(context: RequestContext) -> list[HubPage]:
    """Return the pages of the main menu: ``{% main_menu as sections %}``."""
    return get_navigation(context).main_menu


@register.simple_tag(takes_context=True)
def footer_menu(context: RequestContext) -> list[HubPage]:
    """Return the standard pages listed in the footer: ``{% footer_menu as footer_pages %}``."""
    return get_navigation(context).footer_menu


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: RequestContext) -> dict[str, Any]:
    """Render the breadcrumbs of the current page; nothing for a page directly below home."""
    return {"request": context["request"], "breadcrumbs": get_navigation(context).breadcrumbs}
