"""What a guest is shown in the admin's lists: their own room, and nothing beside it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page
from wagtail.query import PageQuerySet

from editorial.dashboard.queue import MENU_ITEM_NAME as QUEUE
from editorial.guests.access import views_allowed_by_role
from editorial.guests.permissions import is_guest, restrict_to_section, section_paths


def restrict_page_chooser(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer a guest the pages of their room, and what leads there."""
    if not is_guest(request.user):
        return pages
    paths = section_paths(request.user)
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}
    return restrict_to_section(request.user, pages) | pages.filter(path__in=above)


def prefetch_page_chooser_states(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Ask for all rows at once what the page chooser would ask of each: how far it has come."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


def restrict_image_chooser(found: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer a guest the pictures of their own collection."""
    return _restrict_to_choosable(images, found, request)


def restrict_document_chooser(found: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer a guest the documents of their own collection."""
    return _restrict_to_choosable(documents, found, request)


def _restrict_to_choosable(policy: Any, found: QuerySet, request: HttpRequest) -> QuerySet:
    if not is_guest(request.user):
        return found
    own = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    return found.filter(pk__in=own.values("pk"))


def restrict_main_menu(request: HttpRequest, items: list) -> None:
    """Leave a guest the queue, a way to each campaign of theirs, and what their roles open."""
    if not is_guest(request.user):
        return
    queue = [item for item in items if item.name == QUEUE]
    own = Page.objects.filter(path__in=section_paths(request.user)).order_by("title")
    opened = [item for item in items if _view_name(item.url) in views_allowed_by_role(request.user)]
    items[:] = (
        queue
        + opened
        + [
            MenuItem(
                page.title,
                reverse("wagtailadmin_explore", args=[page.pk]),
                icon_name="folder-open-inverse",
                order=100 + number,
            )
            for number, page in enumerate(own)
        ]
    )


def _view_name(address: str) -> str:
    """Return the name of the view at an address; nothing where there is none."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def hide_summary_items(request: HttpRequest, items: list) -> None:
    """Spare a guest the counts of what they cannot open."""
    if is_guest(request.user):
        items.clear()
